-- Does a later deadline help? Tasks by how often theirs was moved
-- 延期有没有用？按延期次数看办结率
select extensions, count(*) as tasks,
       round(100.0 * sum(case when standing in ('struck', 'awaiting') then 1 else 0 end) / count(*), 1) as complete,
       round(100.0 * sum(case when standing = 'overdue' then 1 else 0 end) / count(*), 1) as overdue
from tasks
group by extensions
order by extensions
