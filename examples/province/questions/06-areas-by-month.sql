-- Which areas lose ground, month by month? (lag in points on the last day of each month)
-- 各领域逐月欠了多少？（每月最后一天，百分点）
select area, extract(month from day) as month, round(100 * (sum(w * p) - sum(w * a)) / sum(w), 1) as lag
from counted
where day in (select max(day) from daily group by extract(year from day), extract(month from day))
group by area, extract(month from day)
order by area, month
