-- Who reports, who is late, who is silent?
-- 谁报得齐，谁迟报，谁不报？
select ledger, sum(reports_owed) as owed, sum(reports_made) as made, sum(reports_late) as late,
       sum(reports_missing) as missing, round(100.0 * sum(reports_made) / sum(reports_owed), 1) as made_rate
from statements
where cadence = 'month' and "by" = 'all'
group by ledger
order by made_rate, ledger
