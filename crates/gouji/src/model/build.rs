//! Builds the model: tables first, since they say which items there are, then the prose, then the names.

use super::{
    Model, Scope,
    heading::{self, Heading},
    identity::Identity,
    marks,
    names::{self, Basis},
    naming, owners,
    tables::Builder,
};
use crate::{
    AGAIN, Both,
    memory::{Parts, Prose},
    rules::passages::Concerned,
    ruleset::{DefaultBasis, RuleSet},
    statement::{
        Piece, pieces,
        reader::{self, Context, Output},
    },
    syntax::{Node, SectionId, Syntax},
};
use std::sync::{Arc, OnceLock};

/// Builds the model of a text under a rule set.
pub(crate) fn build<'t>(
    syntax: Syntax<'t>,
    rules: &'t RuleSet,
    identity: Identity,
    mut memory: Option<&mut Parts>,
    both: Both,
) -> Model<'t> {
    if let Some(memory) = &mut memory {
        memory.begin(rules, identity.year);
    }
    let scopes = section_scopes(&syntax);
    let mut builder = Builder {
        scopes: &scopes,
        concerned: Vec::new(),
        syntax: &syntax,
        rules,
        year: identity.year,
        unit: identity.amount_unit,
        figures: Vec::new(),
        tables: Vec::new(),
        aliases: naming::aliases(rules),
    };
    let basis = match rules.basis {
        DefaultBasis::Final
            if identity.title.contains("预算")
                && !identity.title.contains("绩效")
                && !identity.title.contains("决算") =>
        {
            Basis::Budget
        }
        DefaultBasis::Final => Basis::Final,
        DefaultBasis::Budget => Basis::Budget,
    };
    let unit_names = [identity.unit_name.as_str(), identity.short_names.as_str()].join("、");
    let context = Context { year: identity.year, unit_name: &unit_names, basis };
    let (mut of_prose, mut of_tables) = match &mut memory {
        Some(Parts { prose, tables, .. }) => (Some(prose), Some(tables)),
        None => (None, None),
    };
    let (mut out, mut headings) = (Output::default(), Vec::new());
    let mut concerned = vec![Concerned::unknown(); syntax.nodes.len()];
    let mut read_prose = || {
        if let Some(memory) = &of_prose {
            out.figures.reserve(memory.figures);
        }
        headings = heading::headings(&syntax, of_prose.as_deref_mut());
        prose(&syntax, context, (&headings, &scopes), &mut out, &mut concerned, of_prose.as_deref_mut());
    };
    both(&mut read_prose, &mut || builder.tables(of_tables.as_deref_mut()));
    if let Some(memory) = memory {
        memory.prose.figures = out.figures.len();
        memory.end();
    }
    let Builder { tables, aliases, figures, concerned: of_tables, .. } = builder;
    of_tables.into_iter().for_each(|(node, of_table)| concerned[node] = of_table);
    let mut known = naming::known_items(&aliases, &figures);
    out.put_behind(figures);
    // What the writer states by name is as well known as a row of a table.
    known.extend(marks::facts(&out.marks).map(|id| (out.figures[id.0].item.to_string(), ())));
    out.name_spans.extend(syntax.header.iter().map(|field| field.value));
    naming::resolve(&mut out.figures, &known, &aliases, context);
    owners::apply(&mut out.figures, &tables, (&syntax, &headings), identity.title.contains("项目"));
    naming::resolve_statements(&mut out.statements, &known, &aliases, &unit_names);
    let by_item = naming::index(&out.figures);
    Model {
        rules,
        asked: identity.asked,
        title: identity.title,
        unit_name: identity.unit_name,
        unit_names: names::canonical(&unit_names),
        year: identity.year,
        places: vec![OnceLock::new(); syntax.sections.len()],
        chapters: owners::chapters(&syntax.sections, &headings),
        plain_chapters: owners::plain_chapters(&syntax),
        reaches: OnceLock::new(),
        budgets: OnceLock::new(),
        lists: OnceLock::new(),
        missing_sections: OnceLock::new(),
        bases: out.figures.iter().map(|figure| figure.quantity.base_value()).collect(),
        figures: out.figures,
        tables,
        statements: out.statements,
        claims: out.claims,
        total_claims: out.total_claims,
        prose_indicators: out.indicators,
        basis,
        marks: out.marks,
        waivers: out.waivers,
        open_braces: out.open_braces,
        name_spans: out.name_spans,
        by_item,
        aliases,
        concerned,
        syntax,
    }
}

/// Which money each section speaks of: what the outermost heading around it says.
fn section_scopes(syntax: &Syntax<'_>) -> Vec<Scope> {
    let mut scopes: Vec<Scope> = Vec::with_capacity(syntax.sections.len());
    for section in &syntax.sections {
        let scope = match scope_in(&scopes, section.parent) {
            Scope::Whole => Scope::of(section.title.of(syntax.text)),
            scope => scope,
        };
        scopes.push(scope);
    }
    scopes
}

pub(super) fn scope_in(scopes: &[Scope], section: Option<SectionId>) -> Scope {
    section.and_then(|id| scopes.get(id.0)).copied().unwrap_or_default()
}

fn prose(
    syntax: &Syntax<'_>,
    context: Context<'_>,
    (headings, scopes): (&[Arc<Heading>], &[Scope]),
    out: &mut Output,
    concerned: &mut [Concerned],
    mut memory: Option<&mut Prose>,
) {
    memory = memory.filter(|_| AGAIN);
    for (node, content) in syntax.nodes.iter().enumerate() {
        match content {
            Node::Paragraph(paragraph) if !paragraph.contents => {
                let heading = paragraph.section.and_then(|id| headings.get(id.0));
                let lead = heading.map(|heading| &heading.lead);
                let scope = scope_in(scopes, paragraph.section);
                let read = |out: &mut Output, pieces: &[Piece]| {
                    reader::read(out, context, node, paragraph, pieces, lead, scope);
                };
                let text: &str = &paragraph.flow.text;
                let Some(memory) = &mut memory else {
                    read(out, &pieces(text));
                    continue;
                };
                let known = memory.paragraph(&paragraph.flow);
                concerned[node] = known.concerned.clone();
                let around = reader::Around::of(context, paragraph, lead, scope);
                if known.said.as_ref().is_some_and(|said| out.say_again(said, &around, node, paragraph)) {
                    continue;
                }
                let before = out.begin(paragraph);
                read(out, &known.pieces);
                if let Some(said) = out.said_since(before, around, paragraph) {
                    memory.keep(text, known, said);
                }
            }
            Node::Paragraph(_) => {}
            Node::Block(block) => {
                reader::end_section(out);
                marks::read_block(out, syntax.text, node, block);
            }
            _ => reader::end_section(out),
        }
    }
    reader::end_section(out);
}
