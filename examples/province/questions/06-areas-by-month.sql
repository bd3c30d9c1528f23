-- Which areas lose ground, month by month? (lag in points on the last day of each month)
select area, extract(month from day) as month, round(100 * (sum(w * p) - sum(w * a)) / sum(w), 1) as lag
from counted
where day in (select max(day) from daily group by extract(year from day), extract(month from day))
group by area, extract(month from day)
order by area, month
