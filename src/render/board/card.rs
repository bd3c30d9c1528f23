//! A task as a card: its head at one look, and what is seen once it is opened.

use super::chart;
use super::words::{escaped, inked, light};
use crate::page::board::{Card, CardFacets, Details, Words};

/// A card. It is open as it is written, for those without the script.
pub(super) fn card(card: &Card, words: &Words) -> String {
    let key = if card.is_key { " key" } else { "" };
    let orders = card.orders;
    format!(
        "<details class=\"card {}{key}\" id=\"{}\" open data-f=\"{}\" data-m=\"{}\" data-o=\"{} {} {}\"><summary>{}</summary>{}</details>\n",
        light(card.light),
        escaped(&card.id),
        facets(&card.facets),
        joined(&card.facets.matters),
        orders.lag,
        orders.due,
        orders.id,
        head(card, words),
        details(&card.details, words)
    )
}

/// Area, unit, leader, source.
fn facets(facets: &CardFacets) -> String {
    let named = [facets.area, facets.unit, facets.leader, facets.source];
    named.map(|nth| nth.map_or_else(|| "-".to_owned(), |nth| nth.to_string())).join(" ")
}

fn joined(numbers: &[usize]) -> String {
    numbers.iter().map(usize::to_string).collect::<Vec<String>>().join(" ")
}

/// The style sheet knows the parts by their order and tags: there may be 5,000 of them.
fn head(card: &Card, words: &Words) -> String {
    let key = match card.is_key {
        true => format!("<em>{}</em>", escaped(&words.key)),
        false => String::new(),
    };
    let mut head = format!(
        "<b>{}</b><h3>{key}{}</h3><strong>{}</strong><small>{} · <b>{}</b> · {}</small>",
        escaped(&card.light_name),
        escaped(&card.title),
        escaped(&card.state),
        escaped(&card.id),
        escaped(&card.unit),
        escaped(&card.due)
    );
    if let Some(bar) = &card.bar {
        head.push_str(&chart::bar(bar, card.figures.contains(&bar.said)));
    }
    if !card.figures.is_empty() {
        head.push_str(&format!("<i>{}</i>", escaped(&card.figures)));
    }
    if !card.why.is_empty() {
        head.push_str(&format!("<span>{}</span>", escaped(&card.why)));
    }
    if !card.chips.is_empty() {
        let chips: String =
            card.chips.iter().map(|chip| format!("<i>{}</i>", escaped(chip))).collect();
        head.push_str(&format!("<u>{chips}</u>"));
    }
    head
}

fn details(details: &Details, words: &Words) -> String {
    let [steps, indicators, log] = words.heads.each_ref().map(|head| escaped(head));
    let mut inside = String::new();
    if let Some(chart) = &details.chart {
        inside.push_str(&chart::curve(chart, words, "aria-labelledby=curve"));
    }
    if !details.steps.is_empty() {
        inside.push_str(&format!("<h4>{steps}</h4><ul>"));
        inside.extend(details.steps.iter().map(|step| {
            format!(
                "<li>{}<i>{}</i><i>{}</i>",
                escaped(&step.name),
                escaped(&step.by),
                inked(&step.actual)
            )
        }));
        inside.push_str("</ul>");
    }
    if !details.indicators.is_empty() {
        inside.push_str(&format!("<h4>{indicators}</h4>"));
        inside.push_str(&named(&details.indicators));
    }
    if !details.log.is_empty() {
        inside.push_str(&format!("<h4>{log}</h4><ol>"));
        inside.extend(
            details
                .log
                .iter()
                .map(|line| format!("<li><i>{}</i>{}", escaped(&line.on), escaped(&line.said))),
        );
        inside.push_str("</ol>");
    }
    let cut = details.log_cut.as_deref().map(escaped);
    inside.extend(cut.map(|cut| format!("<p class=faint>{cut}</p>")));
    if !details.facts.is_empty() {
        inside.push_str(&named(&details.facts));
    }
    if inside.is_empty() { inside } else { format!("<div>{inside}</div>") }
}

/// Names and what each is.
fn named(rows: &[(String, String)]) -> String {
    let row =
        |(name, words): &(String, String)| format!("<dt>{}<dd>{}", escaped(name), escaped(words));
    format!("<dl>{}</dl>", rows.iter().map(row).collect::<String>())
}
