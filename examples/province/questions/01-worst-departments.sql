-- Which departments of the province are furthest behind?
-- 全省哪些单位欠得最多？
select ledger, owner, count(*) as tasks,
       round(100 * sum(w * p) / sum(w), 1) as planned,
       round(100 * sum(w * a) / sum(w), 1) as actual,
       round(100 * (sum(w * a) - sum(w * p)) / sum(w), 1) as ahead
from counted
where day = (select max(day) from daily)
group by ledger, owner
having count(*) >= 3
order by ahead, ledger, owner
limit 10
