-- How often do deadlines move in the last month of a quarter?
-- 季末那个月，时限改得多不多？
select (extract(month from "on") - 1) % 3 + 1 as month_of_quarter, count(*) as moved,
       count(distinct concat(ledger, '/', task)) as tasks, round(avg(moved_days), 1) as mean_days
from entries
where event = 'extend'
group by 1
order by 1
