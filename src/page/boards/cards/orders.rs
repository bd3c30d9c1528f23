//! The place of each task in the orders that the page can be put into: those of `list --sort lag`, `due` and `id`.

use crate::account::{Figures, Sort};
use crate::page::board::Orders;
use std::collections::HashMap;

/// The places of some tasks, in their order.
pub(super) fn orders(tasks: &[&Figures<'_>]) -> Vec<Orders> {
    let mut in_book = tasks.to_vec();
    in_book.sort_by_key(|figures| figures.id);
    let places = |sort: Sort| {
        let mut sorted = in_book.clone();
        sort.apply(&mut sorted);
        let numbered = sorted.iter().enumerate();
        numbered.map(|(place, figures)| (figures.id, place)).collect::<HashMap<_, _>>()
    };
    let [lag, due, id] = [Sort::Lag, Sort::Due, Sort::Id].map(places);
    let all = tasks.iter().map(|figures| figures.id).map(|task| {
        let place = |places: &HashMap<_, usize>| places.get(&task).copied().unwrap_or_default();
        Orders { lag: place(&lag), due: place(&due), id: place(&id) }
    });
    all.collect()
}
