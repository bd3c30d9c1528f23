-- How long do blockers stand, by what they are? (those still open, up to the last day)
-- 阻点按种类算，各要多久才解决？（到最后一天还没有解决的另计）
with spells as (
  select ledger, task, "text", opened, max(case when event = 'cleared' then days_open end) as days
  from entries
  where event in ('blocked', 'cleared') and opened is not null
  group by ledger, task, "text", opened
)
select "text" as blocker, count(*) as blockers, sum(case when days is null then 1 else 0 end) as still_open,
       round(avg(days), 1) as mean_days, max(days) as longest
from spells
group by "text"
order by mean_days desc, blocker
