-- How do the ledgers compare: what is late, what is red, what is done?
-- 各台账比一比：多少逾期、多少红灯、办结多少？
select ledger, count(*) as tasks,
       sum(case when standing = 'overdue' then 1 else 0 end) as overdue,
       sum(case when light = 'red' then 1 else 0 end) as red,
       round(100.0 * sum(case when standing in ('struck', 'awaiting') then 1 else 0 end)
             / sum(case when standing in ('cancelled', 'rolled') then 0 else 1 end), 1) as complete
from daily
where day = (select max(day) from daily)
group by ledger
order by complete desc, ledger
