-- Of what was owed in each quarter, how much was on time?
-- 各季度应办结的，按时办结多少？
select extract(quarter from "first") as quarter, sum(on_time) as on_time, sum(late) as late, sum(lifted) as lifted,
       round(100.0 * sum(on_time) / nullif(sum(on_time) + sum(late) + sum(lifted), 0), 1) as on_time_rate
from statements
where cadence = 'month' and "by" = 'all'
group by extract(quarter from "first")
order by 1
