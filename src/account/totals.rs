//! Sums over some tasks: weighted means of planned and actual shares, what is complete, the total's own rate, counts by standing and light.

use super::pooled::{Pool, Pooled};
use super::{Account, Figures, Light, PerStanding, Standing, points};
use crate::ledger::{PerLight, Quantity, Share, ShareSum};
use serde::{Serialize, Serializer};

/// Sums over some tasks.
#[derive(Clone, Debug, Serialize)]
pub struct Totals {
    /// How many exist, headings not counted.
    pub tasks: usize,
    /// How many are struck off or await it.
    pub complete: usize,
    /// 办结率: those complete among all but the cancelled and rolled ones; null where there are none.
    pub completion: Option<Share>,
    /// Sum of their weights, parts by their share of the heading's.
    #[serde(serialize_with = "six")]
    pub weight: Share,
    /// Sum of the weights of those assessed.
    #[serde(serialize_with = "six")]
    pub assessed_weight: Share,
    /// Weighted mean of the planned shares; null without weight.
    pub planned: Option<Share>,
    /// Weighted mean of the actual shares, each held to 0…1.
    pub actual: Option<Share>,
    /// Planned less actual, as a share; in percentage points in JSON.
    #[serde(serialize_with = "in_points")]
    pub lag: Option<Share>,
    /// The one unit of all that is counted up; null where there are several.
    pub unit: Option<String>,
    /// The sum of their targets.
    pub target: Option<Quantity>,
    /// The sum of what they have reached.
    pub done: Option<Quantity>,
    /// The total's own rate: what was gained of what was to be gained, not capped.
    pub pooled: Option<Share>,
    /// How many stand how.
    #[serde(serialize_with = "standings", flatten)]
    pub standings: PerStanding<usize>,
    /// How many have which light.
    #[serde(serialize_with = "lights", flatten)]
    pub lights: PerLight<usize>,
    /// Planned investment of the year, 万元.
    pub invest: Quantity,
    /// Investment made so far, 万元.
    pub invested: Quantity,
    /// 投资完成率: investment made of that planned, not capped; null where none is planned.
    pub invest_rate: Option<Share>,
}

/// Sums while tasks are being added.
#[derive(Clone, Debug, Default)]
pub(super) struct Adding {
    tasks: usize,
    standings: PerStanding<usize>,
    lights: PerLight<usize>,
    weight: ShareSum,
    assessed: ShareSum,
    planned: ShareSum,
    actual: ShareSum,
    pool: Pool,
    invest: Quantity,
    invested: Quantity,
}

impl Adding {
    pub(super) fn is_empty(&self) -> bool {
        self.tasks == 0
    }

    pub(super) fn add(&mut self, account: &Account<'_>, figures: &Figures<'_>, weight: Share) {
        self.tasks += 1;
        self.weight.add(weight);
        self.standings[figures.standing] += 1;
        self.lights[figures.light] += 1;
        let sum = |sum_so_far: Quantity, other: Option<Quantity>| {
            let other = other.unwrap_or_default().millionths();
            Quantity::from_millionths(sum_so_far.millionths().saturating_add(other))
        };
        if figures.standing.is_counted() {
            self.invest = sum(self.invest, figures.task.invest);
            self.invested = sum(self.invested, figures.state.invested);
        }
        if account.is_assessed(figures) {
            let weighed = |share: Option<Share>| {
                share.map_or(Share::ZERO, |share| weight.times(share.held()))
            };
            self.assessed.add(weight);
            self.planned.add(weighed(figures.shares.planned));
            self.actual.add(weighed(figures.shares.actual));
            self.pool.add(figures);
        }
    }

    /// Takes in all that another has summed.
    pub(super) fn add_all(&mut self, other: &Self) {
        let sum = |first: Quantity, other: Quantity| {
            Quantity::from_millionths(first.millionths().saturating_add(other.millionths()))
        };
        self.tasks += other.tasks;
        other.standings.iter().for_each(|(standing, count)| self.standings[standing] += count);
        other.lights.iter().for_each(|(light, count)| self.lights[light] += count);
        self.weight.add_all(&other.weight);
        self.assessed.add_all(&other.assessed);
        self.planned.add_all(&other.planned);
        self.actual.add_all(&other.actual);
        self.pool.add_all(&other.pool);
        self.invest = sum(self.invest, other.invest);
        self.invested = sum(self.invested, other.invested);
    }

    pub(super) fn close(self) -> Totals {
        let count = |standing: Standing| self.standings[standing];
        let share = |part: usize, whole: usize| Share::new(part as i128, whole as i128);
        let complete = count(Standing::Struck) + count(Standing::Awaiting);
        let gone = count(Standing::Cancelled) + count(Standing::Rolled);
        let assessed = self.assessed.total();
        let pooled = self.pool.close();
        let of_pool = |of: fn(&Pooled) -> Quantity| pooled.as_ref().map(of);
        Totals {
            tasks: self.tasks,
            complete,
            completion: share(complete, self.tasks - gone),
            weight: self.weight.total(),
            assessed_weight: assessed,
            planned: self.planned.mean(assessed),
            actual: self.actual.mean(assessed),
            lag: self.planned.less(&self.actual).mean(assessed),
            target: of_pool(|pooled| pooled.target),
            done: of_pool(|pooled| pooled.done),
            pooled: pooled.as_ref().and_then(|pooled| pooled.rate),
            unit: pooled.map(|pooled| pooled.unit),
            standings: self.standings,
            lights: self.lights,
            invest: self.invest,
            invested: self.invested,
            invest_rate: Share::from_quantity(self.invested)
                .over(Share::from_quantity(self.invest)),
        }
    }
}

impl Totals {
    /// How many stand so.
    pub fn standing(&self, standing: Standing) -> usize {
        self.standings[standing]
    }

    /// How many have this light.
    pub fn light(&self, light: Light) -> usize {
        self.lights[light]
    }
}

pub(super) fn in_points<S: Serializer>(lag: &Option<Share>, to: S) -> Result<S::Ok, S::Error> {
    lag.map(points).serialize(to)
}

fn six<S: Serializer>(weight: &Share, to: S) -> Result<S::Ok, S::Error> {
    Quantity::from_millionths(weight.rounded(Quantity::ONE)).serialize(to)
}

fn standings<S: Serializer>(counts: &PerStanding<usize>, to: S) -> Result<S::Ok, S::Error> {
    to.collect_map(counts.iter())
}

/// `none` alone says nothing in a table.
fn lights<S: Serializer>(counts: &PerLight<usize>, to: S) -> Result<S::Ok, S::Error> {
    let name = |light| match light {
        Light::None => "no_light",
        Light::Red | Light::Yellow | Light::Green | Light::Blue => light.name(),
    };
    to.collect_map(counts.iter().map(|(light, count)| (name(light), count)))
}
