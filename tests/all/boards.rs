//! What the wall, the tables and the account of a board hold: each task once, and the figures of the accounts they come from.

use crate::statements::{BOOK, figures, sources, sources_with, tasks};
use chrono::{Days, NaiveDate};
use duban::account::{
    By, Changes, Figures, Filter, Grouping, Listed, Scorecard, Statement, StatementSums,
};
use duban::calendar::{Period, PeriodUnit};
use duban::ledger::{Book, DepartmentId, Locale};
use duban::page::board::{Board, Card, GroupTable, WallColumn, WallTile};
use duban::page::boards::{Asked, Last, Names, Running, board};
use duban::page::statements::statement;
use duban::page::{Hue, Text, words};
use duban::read;
use duban::render;
use proptest::prelude::*;

const LANG: Locale = Locale::ZhHans;

fn unit(book: &Book<'_>, id: &str) -> DepartmentId {
    let all = (0..).map(DepartmentId).zip(&book.departments);
    all.into_iter().find(|(_, department)| department.id == id).unwrap().0
}

/// The board of a day; `only`: a unit's own. `see` is shown the statement of the ten days before those of the day, too.
fn drawn<T>(
    book: &Book<'_>,
    as_of: NaiveDate,
    only: Option<DepartmentId>,
    see: impl FnOnce(&Board, &Statement<'_, '_>) -> T,
) -> T {
    let at_start = |period: Period| figures(book, period.first.pred_opt().unwrap());
    let filter = Filter { departments: only.into_iter().collect(), ..Filter::default() };
    let running = Period::containing(PeriodUnit::Dekad, as_of);
    let last = running.previous().unwrap();
    let (account, before) = (figures(book, as_of), at_start(running));
    let (last_account, last_before) = (figures(book, last.last), at_start(last));
    let shown: Vec<&Figures<'_>> =
        account.tasks.iter().filter(|task| filter.fits(&account, task)).collect();
    let statement = Statement::of(running, &account, &before, &Filter::default());
    let last = Statement::of(last, &last_account, &last_before, &filter);
    let asked = Asked {
        account: &account,
        tasks: &shown,
        filter: &filter,
        week_ago: None,
        through: &[],
        running: Running {
            statement: &statement,
            scorecard: &Scorecard::of(&statement, &Filter::default(), Scorecard::MIN_TASKS),
            changes: &Changes::of(&statement, &filter),
        },
        last: Some(Last { statement: &last, digest: None }),
        only,
        names: &Names::of(&account),
        with_log: true,
        with_contacts: false,
        on_wall: false,
        revision: None,
        lang: LANG,
    };
    see(&board(&asked), &last)
}

fn is_solid(light: Option<Hue>) -> bool {
    matches!(light, Some(Hue::Red | Hue::Yellow))
}

fn ids(tiles: &[WallTile]) -> Vec<&str> {
    tiles.iter().map(|tile| tile.id.as_str()).collect()
}

fn ids_of(board: &Board, fits: impl Fn(&&Card) -> bool) -> Vec<&str> {
    board.cards.iter().filter(fits).map(|card| card.id.as_str()).collect()
}

/// The number that some words end in, or begin with.
fn number(words: &str) -> usize {
    words.chars().filter(char::is_ascii_digit).collect::<String>().parse().unwrap()
}

fn column_has_its_tasks(board: &Board, column: &WallColumn, folds: bool) {
    let here = |card: &&Card| card.facets.area == column.area;
    let solid = ids_of(board, |card| here(card) && is_solid(card.light));
    let mut pale = ids_of(board, |card| here(card) && !is_solid(card.light));
    assert_eq!(ids(&column.solid), solid, "the most urgent stand first");
    if folds {
        assert!(column.pale.is_empty());
        let folded = column.folded.iter().map(|(_, words)| number(words));
        assert_eq!(folded.sum::<usize>(), pale.len());
        return;
    }
    let mut shown = ids(&column.pale);
    shown.sort_unstable();
    pale.sort_unstable();
    assert_eq!(shown, pale);
    assert!(column.folded.is_empty());
    // What still runs, what has no light, what is done.
    let place = |tile: &WallTile| match tile.light {
        Some(Hue::Blue) => 2,
        Some(_) => 0,
        None => 1,
    };
    assert!(column.pale.is_sorted_by_key(place));
}

/// As the book of [`sources`] has them.
const AREAS: [&str; 2] =
    ["[[area]]\nid = \"a\"\nname = \"甲\"\n", "[[area]]\nid = \"b\"\nname = \"乙\"\n"];

proptest! {
    // Each case draws a board of up to some 250 tasks.
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_wall_has_each_task_once_or_counts_it(
        tasks in tasks(), copies in 1..30usize, has_areas in any::<bool>(), at in 0..364u64,
    ) {
        let mut book = BOOK.to_owned();
        if !has_areas {
            book = AREAS.iter().fold(book, |book, area| book.replace(area, ""));
        }
        let copy = |nth: usize| tasks.iter().map(move |task| {
            let task = task.replace("id = \"T-", &format!("id = \"C{nth}-"));
            if has_areas { task } else { task.replace("area = \"a\"\n", "").replace("area = \"b\"\n", "") }
        });
        let copies: Vec<String> = (0..copies).flat_map(copy).collect();
        let (texts, files) = sources_with(&book, &copies);
        let book = read::read(&texts, std::slice::from_ref(&files)).book;
        let as_of = NaiveDate::from_ymd_opt(2018, 1, 1).unwrap() + Days::new(at);
        drawn(&book, as_of, None, |board, _| {
            let columns = &board.wall.columns;
            let areas: Vec<usize> =
                columns.iter().map(|column| column.area.unwrap_or(usize::MAX)).collect();
            assert!(areas.is_sorted_by(|before, after| before < after));
            assert_eq!(columns.iter().all(|column| column.area.is_some()), has_areas || columns.is_empty());
            for column in columns {
                column_has_its_tasks(board, column, board.cards.len() > 120);
            }
            let folded = columns.iter().flat_map(|column| &column.folded);
            let folded: usize = folded.map(|(_, words)| number(words)).sum();
            let tiles = columns.iter().map(|column| column.solid.len() + column.pale.len());
            assert_eq!(tiles.sum::<usize>() + folded, board.cards.len());
        });
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_account_of_a_page_is_that_of_reconcile(tasks in tasks(), at in 0..364u64, own in any::<bool>()) {
        let (texts, files) = sources(&tasks);
        let book = read::read(&texts, std::slice::from_ref(&files)).book;
        let as_of = NaiveDate::from_ymd_opt(2018, 1, 1).unwrap() + Days::new(at);
        let only = own.then(|| unit(&book, "x"));
        let filter = Filter { departments: only.into_iter().collect(), ..Filter::default() };
        drawn(&book, as_of, only, |board, last| {
            let cells = Grouping { by: By::Area, filter: &filter };
            let sums = last.sums(&cells);
            let page = render::plain(&statement::page(last, &sums, &cells, LANG));
            let account = board.account.as_ref().unwrap();
            for (name, words) in &account.lines {
                let is_there = |line: &str| line.contains(name) && line.contains(words);
                assert!(page.lines().any(is_there), "{name} {words}\n{page}");
            }
            assert_lists(board, &sums.totals);
        });
    }
}

/// Each list has as many tasks as its count says; those that another unit has by now are told as a number.
fn assert_lists(board: &Board, sums: &StatementSums) {
    let lists = &board.account.as_ref().unwrap().lists;
    for listed in [Listed::Entered, Listed::Struck, Listed::CarriedOver, Listed::Reopened] {
        let name = format!("{} ", words::listed(listed, LANG));
        let list = lists.iter().find(|list| list.head.starts_with(&name));
        let count = list.map_or(0, |list| number(&list.head));
        assert_eq!(count, sums.count(listed), "{name}");
        let told = list.map_or(0, |list| list.rows.len() + list.rest.as_deref().map_or(0, number));
        assert_eq!(told, count, "{name}");
    }
}

const SMALL: &str = "[ledger]\nformat = 1\ntitle = \"小台账\"\nyear = 2018\ncadence = \"dekad\"\n\
    [[area]]\nid = \"a\"\nname = \"甲\"\n\
    [[department]]\nid = \"x\"\nname = \"一局\"\n[[department]]\nid = \"y\"\nname = \"二局\"\n\
    [[department]]\nid = \"z\"\nname = \"三局\"\n[[department]]\nid = \"w\"\nname = \"四局\"\n";

/// 一局: overdue with a blocker that is stuck, and one on plan; 二局: behind, with an order not answered and a promise not kept;
/// 三局: not begun. 四局 leads nothing.
const TASKS: &str = r#"
[[task]]
id = "Y-1"
title = "二局的第一项"
area = "a"
owner = "y"
leader = "区长"
start = 2018-01-01
due = 2018-12-31
target = 100
unit = "户"
log = [
  { on = 2018-04-20, done = 10, next = "月底前完成30户" },
  { on = 2018-04-21, order = "抓紧", from = "区长", reply = 2018-05-01 },
  { on = 2018-05-09, done = 12 },
]
[[task]]
id = "Y-2"
title = "二局的第二项"
area = "a"
owner = "y"
start = 2018-05-01
due = 2018-06-30
target = 100
unit = "户"
log = [{ on = 2018-05-10, done = 60 }]
[[task]]
id = "X-1"
title = "一局的第一项"
area = "a"
owner = "x"
leader = "区长"
start = 2018-04-01
due = 2018-05-05
target = 100
unit = "户"
log = [
  { on = 2018-04-10, done = 40 },
  { on = 2018-04-11, blocked = "用地" },
  { on = 2018-04-12, blocked = "资金" },
  { on = 2018-04-13, cleared = "资金" },
  { on = 2018-05-14, blocked = "管线" },
]
[[task]]
id = "X-2"
title = "一局的第二项"
area = "a"
owner = "x"
leader = "副区长"
start = 2018-05-01
due = 2018-05-31
target = 100
unit = "户"
log = [{ on = 2018-05-10, done = 50 }]
[[task]]
id = "Z-1"
title = "三局的事"
area = "a"
owner = "z"
leader = "副区长"
start = 2018-07-01
due = 2018-12-31
target = 100
unit = "户"
"#;

/// A line a row, its columns parted by strokes.
fn text(table: &GroupTable) -> String {
    let plain = |cells: &[Text]| cells.iter().map(Text::plain).collect::<Vec<_>>().join("|");
    let mut text = format!("{}\n{}\n", table.caption, table.heads.join("|"));
    for row in &table.rows {
        let (lights, lag) = (row.lights.plain(), row.lag.plain());
        let cells = plain(&row.cells);
        text.push_str(&format!("{} {} {lights} {lag}：{cells}\n", row.name, row.count));
    }
    text
}

fn with_small<T>(only: Option<&str>, see: impl FnOnce(&Board) -> T) -> T {
    let (texts, files) = sources_with(SMALL, &[TASKS.to_owned()]);
    let read = read::read(&texts, std::slice::from_ref(&files));
    let book = read.book;
    assert!(book.ailing.is_empty());
    let as_of = NaiveDate::from_ymd_opt(2018, 5, 15).unwrap();
    drawn(&book, as_of, only.map(|id| unit(&book, id)), |board, _| see(board))
}

#[test]
fn units_stand_the_worst_first_with_what_is_wrong_of_each() {
    with_small(None, |board| {
        assert_eq!(
            text(&board.units),
            "红灯、逾期多的在前；得分、名次是5月中旬的（截至5月15日）；报送从立项起算。\n\
             逾期|得分|名次|快|准|狠|实报/应报|阻点\n\
             一局 2项 红1 欠30.0：1|39.12|第2/2位|70.0|0.0|25.0|3/5|2 超时1\n\
             二局 2项 黄1 超4.8：|46.20|第1/2位|66.0|0.0||3/14|\n\
             三局 1项  持平：|0.00|不排名||0.0|||\n"
        );
    });
}

#[test]
fn leaders_have_no_score() {
    with_small(None, |board| {
        assert_eq!(
            text(&board.leaders),
            "红灯、逾期多的在前；报送从立项起算。\n\
             逾期|实报/应报|阻点|逾期未复\n\
             区长 2项 红1 黄1 欠42.8：1|4/17|2 超时1|1\n\
             副区长 2项  持平：|1/1||\n"
        );
    });
}

#[test]
fn a_unit_s_own_page_has_its_own_row_alone() {
    with_small(Some("y"), |board| {
        assert_eq!(
            text(&board.units),
            "得分、名次是5月中旬的（截至5月15日）；报送从立项起算。\n\
             得分|名次|快|准|实报/应报\n\
             二局 2项 黄1 超4.8：46.20|第1/2位|66.0|0.0|3/14\n"
        );
    });
}
