-- Which tasks were red for the most days?
-- 哪些事项红灯的天数最多？
select d.ledger, d.task, max(t.title) as title, count(*) as days_red, max(d.overdue_days) as most_overdue
from daily d join tasks t on t.ledger = d.ledger and t."year" = d."year" and t.id = d.task
where d.light = 'red'
group by d.ledger, d.task
order by days_red desc, d.ledger, d.task
limit 10
