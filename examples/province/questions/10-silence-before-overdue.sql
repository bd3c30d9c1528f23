-- Were tasks silent before they became overdue? Reports missing in a row on the first day past the deadline
-- 逾期之前有没有漏报？逾期第一天连续漏报几期
select case when reports_missed = 0 then 'none' when reports_missed = 1 then 'one' else 'several' end as missing,
       count(*) as tasks, sum(case when blockers > 0 then 1 else 0 end) as with_a_blocker
from daily
where overdue_days = 1
group by 1
order by 1
