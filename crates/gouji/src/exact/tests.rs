//! The figures of a real report, and brute force on a lattice.

use proptest::prelude::*;
use rust_decimal::Decimal;

use super::{
    Bound, Cause, Exact, Formula, Habit, Interval, Outcome, Printed, Reason, Side, Sign, Term, causes, judge,
};

fn decimal(text: &str) -> Decimal {
    text.parse().unwrap()
}

/// An amount in 万元, with the places that it has in the text.
fn amount(text: &str) -> Printed {
    let value = decimal(text);
    Printed::new(value, value.scale(), decimal("10000")).unwrap()
}

fn plain(text: &str) -> Printed {
    let value = decimal(text);
    Printed::new(value, value.scale(), Decimal::ONE).unwrap()
}

fn rate(text: &str) -> Printed {
    Printed::percent(decimal(text))
}

fn share(part: Printed, whole: Printed) -> Formula {
    Formula::Share { part, whole }
}

fn change(new: &str, old: &str, decrease: bool) -> Formula {
    Formula::Change { new: amount(new), old: amount(old), decrease }
}

fn sum(terms: &[&str]) -> Formula {
    Formula::total(terms.iter().map(|term| amount(term)))
}

fn outcome(stated: &Printed, formula: &Formula) -> Outcome {
    judge(stated, formula).outcome
}

/// Outcome and computed figure, as it would be printed.
fn of(stated: Printed, formula: Formula) -> (Outcome, String) {
    let judgement = judge(&stated, &formula);
    let computed = judgement.computed.and_then(|computed| stated.in_print(computed)).unwrap_or_default();
    (judgement.outcome, computed.to_string())
}

mod exact {
    use super::*;

    fn number(numer: i128, denom: i128) -> Exact {
        Exact::fraction(numer, denom).unwrap()
    }

    #[test]
    fn rounding_is_half_away_from_zero() {
        for (numer, denom, rounded, cut) in [
            (125, 100, "1.3", "1.2"),
            (-125, 100, "-1.3", "-1.2"),
            (1249, 1000, "1.2", "1.2"),
            (1, 3, "0.3", "0.3"),
            (-2, 3, "-0.7", "-0.6"),
            (0, 1, "0.0", "0.0"),
            (1, 20, "0.1", "0.0"),
        ] {
            let number = number(numer, denom);
            assert_eq!(number.round_half_up(1), Some(decimal(rounded)), "{numer}/{denom}");
            assert_eq!(number.truncate(1), Some(decimal(cut)), "{numer}/{denom}");
        }
        assert_eq!(number(1, 3).raise_to(number(1, 10)), Some(number(2, 5)));
        assert_eq!(number(-1, 3).raise_to(number(1, 10)), Some(number(-2, 5)));
        assert_eq!(number(1, 3).to_decimal(20), None);
        assert_eq!(number(1, 8).to_decimal(3), Some(decimal("0.125")));
        assert_eq!(number(1, 8).round_to(Exact::ZERO), None);
    }

    #[test]
    fn what_128_bits_do_not_hold_is_none() {
        let huge = number(i128::MAX, 1);
        let tiny = number(1, i128::MAX);
        assert_eq!(huge.checked_add(huge), None);
        assert_eq!(huge.checked_mul(huge), None);
        assert_eq!(huge.checked_mul(tiny), Some(Exact::ONE));
        assert_eq!(tiny.checked_add(number(1, 2)), None);
        assert_eq!(huge.checked_div(Exact::ZERO), None);
        assert_eq!((-huge).checked_sub(Exact::ONE), None);
        assert_eq!(Exact::fraction(i128::MIN, 3), None);
        assert_eq!(Exact::fraction(3, i128::MIN), None);
        assert_eq!(Exact::fraction(3, 0), None);
        assert_eq!(huge.round_half_up(2), None);
        assert!(number(i128::MAX, 2) > number(i128::MAX - 2, 3));
        assert!(-huge < tiny);
    }

    proptest! {
        #[test]
        fn arithmetic_agrees_with_cross_multiplication(
            a in -1_000_000i128..1_000_000, b in 1i128..10_000, c in -1_000_000i128..1_000_000, d in 1i128..10_000,
        ) {
            let (x, y) = (number(a, b), number(c, d));
            prop_assert_eq!(x.checked_add(y), Exact::fraction(a * d + c * b, b * d));
            prop_assert_eq!(x.checked_sub(y), Exact::fraction(a * d - c * b, b * d));
            prop_assert_eq!(x.checked_mul(y), Exact::fraction(a * c, b * d));
            prop_assert_eq!(x.checked_div(y), Exact::fraction(a * d, b * c));
            prop_assert_eq!(x.cmp(&y), (a * d).cmp(&(c * b)));
            prop_assert_eq!(x == y, a * d == c * b);
        }

        #[test]
        fn nothing_panics(a in any::<i128>(), b in any::<i128>(), c in any::<i128>(), d in any::<i128>()) {
            let (Some(x), Some(y)) = (Exact::fraction(a, b), Exact::fraction(c, d)) else { return Ok(()) };
            let results =
                [x.checked_add(y), x.checked_sub(y), x.checked_mul(y), x.checked_div(y), x.round_to(y.abs())];
            for result in results.into_iter().flatten() {
                prop_assert!(result.denom() > 0 && result.numer() != i128::MIN);
            }
            let _ = (x.cmp(&y), x.round_half_up(2), y.truncate(28), x.abs());
        }
    }
}

mod report {
    use super::*;

    #[test]
    fn sums() {
        assert_eq!(of(amount("106"), sum(&["98", "8"])), (Outcome::Agrees, "106".into()));
        assert_eq!(of(amount("1799.43"), sum(&["1460.93", "338.5"])), (Outcome::Agrees, "1799.43".into()));
        assert_eq!(of(amount("141.72"), sum(&["138.00", "3.71"])), (Outcome::Tail, "141.71".into()));
        assert_eq!(of(amount("104.99"), sum(&["97.99", "6.99"])), (Outcome::Tail, "104.98".into()));
        let parts = judge(&amount("1394.37"), &sum(&["1460.93", "338.5"]));
        assert_eq!(parts.outcome, Outcome::Contradiction);
        assert_eq!(parts.side, Some(Side::Over));
        assert_eq!(parts.gap, Some(decimal("-4050600")));
        let rows = judge(&amount("1406.4"), &sum(&["2000", "125.2"]));
        assert_eq!((rows.outcome, rows.side), (Outcome::Contradiction, Some(Side::Over)));
        assert_eq!(amount("1406.4").in_print(rows.gap.unwrap()), Some(decimal("-718.8")));
    }

    #[test]
    fn rates() {
        let rates = [
            ("81.73", share(amount("1394.37"), amount("1706.18")), Outcome::Tail, "81.72"),
            ("18.27", share(amount("311.81"), amount("1706.18")), Outcome::Tail, "18.28"),
            ("99.03", share(amount("104.98"), amount("106")), Outcome::Tail, "99.04"),
            ("87.37", share(amount("6.99"), amount("8").filled_to(2)), Outcome::Tail, "87.38"),
            ("99.98", share(amount("97.99"), amount("98").exact()), Outcome::Tail, "99.99"),
            ("25.92", change("104.98", "141.72", true), Outcome::Agrees, "25.92"),
            ("88.48", change("6.99", "3.71", false), Outcome::Tail, "88.41"),
            ("28.99", change("97.99", "138.00", true), Outcome::Agrees, "28.99"),
            ("90.29", share(plain("93").exact(), plain("103").exact()), Outcome::Agrees, "90.29"),
            ("31.92", share(amount("36.08"), amount("113.03")), Outcome::Agrees, "31.92"),
        ];
        for (stated, formula, outcome, computed) in rates {
            assert_eq!(of(rate(stated), formula), (outcome, computed.into()), "{stated}");
        }
    }

    #[test]
    fn causes_of_tails() {
        let cause = |stated: &Printed, formula: &Formula| {
            causes(stated, formula, &judge(stated, formula), &[]).first().copied()
        };
        assert_eq!(cause(&rate("87.37"), &share(amount("6.99"), amount("8"))), Some(Cause::CutOff));
        let (stated, formula) = (rate("88.48"), change("6.99", "3.71", false));
        assert_eq!(cause(&stated, &formula), Some(Cause::FromUnrounded));
        assert_eq!(judge(&stated, &formula).gap, Some(decimal("0.07")));
        let formula = share(amount("1394.37"), amount("1706.18"));
        let larger = judge(&rate("81.73"), &formula);
        assert_eq!(cause(&rate("81.73"), &formula), Some(Cause::RoundedUp));
        let ranked = causes(&rate("81.73"), &formula, &larger, &[rate("18.27")]);
        assert_eq!(ranked, [Cause::Remainder, Cause::RoundedUp]);
    }

    #[test]
    fn a_change_by_its_own_amount() {
        let by = |new: &str, delta: &str, decrease| Formula::ChangeBy {
            new: amount(new),
            delta: amount(delta),
            decrease,
        };
        assert_eq!(outcome(&rate("25.92"), &by("104.98", "36.74", true)), Outcome::Agrees);
        assert_eq!(outcome(&rate("88.41"), &by("6.99", "3.28", false)), Outcome::Agrees);
        assert_eq!(outcome(&rate("88.48"), &by("6.99", "3.28", false)), Outcome::Tail);
        let (stated, formula) = (rate("46.92"), by("6.99", "3.28", false));
        let other = judge(&stated, &formula);
        assert_eq!(other.outcome, Outcome::Contradiction);
        assert_eq!(causes(&stated, &formula, &other, &[]), [Cause::OtherBase]);
        assert_eq!(outcome(&rate("1.0"), &by("3.28", "3.28", false)), Outcome::Undecided(Reason::ZeroBase));
        assert_eq!(outcome(&rate("1.0"), &by("3.28", "4", false)), Outcome::Undecided(Reason::NegativeBase));
    }

    #[test]
    fn points_for_a_degree_of_completion() {
        let points = |degree| Formula::Product { weight: plain("10").exact(), rate: rate(degree) };
        assert_eq!(outcome(&plain("9.57"), &points("95.67")), Outcome::Agrees);
        assert_eq!(outcome(&plain("9.56"), &points("95.67")), Outcome::Tail);
        assert_eq!(outcome(&plain("9.7"), &points("95.67")), Outcome::Contradiction);
    }
}

mod printing {
    use super::*;

    fn same(stated: Printed, other: Printed) -> Outcome {
        outcome(&stated, &Formula::Same(other))
    }

    #[test]
    fn base_units() {
        let figure = amount("104.98");
        assert_eq!(figure.value(), decimal("1049800"));
        assert_eq!(figure.unit(), decimal("100"));
        assert_eq!(figure.places(), 2);
        assert_eq!(figure.in_print(decimal("1049850")), Some(decimal("104.99")));
        assert_eq!(amount("8").filled_to(2).filled_unit(), Some(decimal("100")));
        assert_eq!(amount("8.00").filled_to(2).filled_unit(), None);
        assert_eq!(Printed::new(Decimal::MAX, 0, decimal("10000")), None);
        assert_eq!(Printed::new(Decimal::ONE, 29, Decimal::ONE), None);
        assert_eq!(Printed::new(Decimal::ONE, 0, Decimal::ZERO), None);
    }

    #[test]
    fn intervals_of_a_figure() {
        let of = |figure: Printed, habit| {
            let interval = figure.interval(habit).unwrap();
            let show = |bound: Bound| bound.at.to_decimal(3).unwrap().normalize().to_string();
            let (low, high) = (interval.low(), interval.high());
            let (open, close) = (if low.closed { '[' } else { '(' }, if high.closed { ']' } else { ')' });
            format!("{open}{},{}{close}", show(low), show(high))
        };
        assert_eq!(of(plain("1.5"), Habit::Rounded), "[1.45,1.55]");
        assert_eq!(of(plain("1.5"), Habit::CutOff), "[1.5,1.6)");
        assert_eq!(of(plain("-1.5"), Habit::CutOff), "(-1.6,-1.5]");
        assert_eq!(of(plain("0.0"), Habit::CutOff), "(-0.1,0.1)");
        assert_eq!(of(plain("0.0"), Habit::Rounded), "[-0.05,0.05]");
        assert_eq!(of(plain("1.5"), Habit::Either), "[1.45,1.6)");
        assert_eq!(of(rate("-1.5"), Habit::Rounded), "(-1.6,-1.45]");
        assert_eq!(of(plain("12").exact(), Habit::CutOff), "[12,12]");
        assert_eq!(of(plain("8").filled_to(2), Habit::Rounded), "[7.995,8.005]");
        assert_eq!(
            of(amount("32").within(decimal("320000"), decimal("330000")), Habit::Rounded),
            "[320000,330000)"
        );
    }

    #[test]
    fn one_figure_twice_agrees_at_the_coarser_precision() {
        assert_eq!(same(amount("104.98"), amount("104.99")), Outcome::Contradiction);
        assert_eq!(same(amount("104.98"), amount("105.0")), Outcome::Agrees);
        assert_eq!(same(amount("105.0"), amount("104.98")), Outcome::Agrees);
        assert_eq!(same(amount("104.9"), amount("104.98")), Outcome::Agrees);
        assert_eq!(same(amount("104.8"), amount("104.98")), Outcome::Contradiction);
        assert_eq!(same(amount("104.98"), plain("1049812.35")), Outcome::Agrees);
        assert_eq!(same(plain("1049860.00"), amount("104.98")), Outcome::Agrees);
        assert_eq!(same(plain("1049760.00"), amount("104.98")), Outcome::Agrees);
        assert_eq!(same(plain("1049900.00"), amount("104.98")), Outcome::Contradiction);
        assert_eq!(same(amount("8"), amount("8.03")), Outcome::Agrees);
        let filled = judge(&amount("8").filled_to(2), &Formula::Same(amount("8.03")));
        assert_eq!((filled.outcome, filled.only_filled), (Outcome::Contradiction, true));
    }

    #[test]
    fn words_widen() {
        let widened = || amount("32").within(decimal("320000"), decimal("330000"));
        assert_eq!(same(widened(), plain("325678")), Outcome::Agrees);
        assert_eq!(same(plain("331000"), widened()), Outcome::Contradiction);
        assert_eq!(outcome(&widened(), &sum(&["12.5", "20.1"])), Outcome::Agrees);
        assert_eq!(outcome(&amount("40.1"), &Formula::total([widened(), amount("8.0")])), Outcome::Agrees);
        assert_eq!(
            outcome(&amount("41.2"), &Formula::total([widened(), amount("8.0")])),
            Outcome::Contradiction
        );
    }

    #[test]
    fn filled_zeros_alone_make_no_error() {
        let parts = || Formula::total([amount("6.99"), amount("8").filled_to(2)]);
        let judgement = judge(&amount("15.20"), &parts());
        assert_eq!((judgement.outcome, judgement.only_filled), (Outcome::Contradiction, true));
        let judgement = judge(&amount("17.20"), &parts());
        assert_eq!((judgement.outcome, judgement.only_filled), (Outcome::Contradiction, false));
        assert_eq!(outcome(&amount("14.99"), &parts()), Outcome::Agrees);
        assert_eq!(outcome(&amount("15.00"), &parts()), Outcome::Tail);
    }

    #[test]
    fn a_single_common_point_counts_if_it_belongs_to_both() {
        // Cut off, 4 is [4, 5), so that 10 − 4 is (5, 6] and meets [6, 7) in the single point 6.
        let ten_less_four = Formula::difference(plain("10").exact(), plain("4"));
        assert_eq!(outcome(&plain("6"), &ten_less_four), Outcome::Agrees);
        let interval = |text: &str, habit| plain(text).interval(habit).unwrap();
        let left = Interval::point(10.into()).checked_sub(&interval("4", Habit::CutOff)).unwrap();
        assert_eq!((left.low(), left.high()), (Bound::open(5.into()), Bound::closed(6.into())));
        assert!(left.intersects(&interval("6", Habit::CutOff)));
        assert!(!left.intersects(&interval("7", Habit::CutOff)));
        // Rounded, 5.0 and 5.1 meet at 5.05; cut off, they do not meet.
        assert!(interval("5.0", Habit::Rounded).intersects(&interval("5.1", Habit::Rounded)));
        assert!(!interval("5.0", Habit::CutOff).intersects(&interval("5.1", Habit::CutOff)));
    }

    #[test]
    fn empty_cells_may_fill_a_gap_but_not_shrink_an_excess() {
        let with = |sign, terms: &[&str]| {
            let mut all: Vec<_> =
                terms.iter().map(|term| (Sign::Plus, Term::Printed(amount(term)))).collect();
            all.push((sign, Term::Unknown));
            Formula::Sum { terms: all }
        };
        assert_eq!(outcome(&amount("3.0"), &with(Sign::Plus, &["1.0", "2.0"])), Outcome::Agrees);
        assert_eq!(outcome(&amount("3.1"), &with(Sign::Plus, &["1.0", "2.0"])), Outcome::Tail);
        let short = judge(&amount("9.0"), &with(Sign::Plus, &["1.0", "2.0"]));
        assert_eq!(short.outcome, Outcome::Undecided(Reason::EmptyCells));
        assert_eq!(short.side, Some(Side::Short));
        let over = judge(&amount("2.0"), &with(Sign::Plus, &["1.0", "2.0"]));
        assert_eq!((over.outcome, over.side), (Outcome::Contradiction, Some(Side::Over)));
        assert_eq!(
            outcome(&amount("2.0"), &with(Sign::Minus, &["1.0", "2.0"])),
            Outcome::Undecided(Reason::EmptyCells)
        );
        assert_eq!(outcome(&amount("9.0"), &with(Sign::Minus, &["1.0", "2.0"])), Outcome::Contradiction);
        assert_eq!(outcome(&amount("9.0"), &with(Sign::Plus, &[])), Outcome::Undecided(Reason::EmptyCells));
    }

    #[test]
    fn a_rate_of_nothing_is_undecided() {
        assert_eq!(
            outcome(&rate("5"), &share(amount("1"), amount("0"))),
            Outcome::Undecided(Reason::ZeroBase)
        );
        assert_eq!(outcome(&rate("100"), &change("3", "0.00", false)), Outcome::Undecided(Reason::ZeroBase));
        assert_eq!(
            outcome(&rate("100"), &change("3", "-7", false)),
            Outcome::Undecided(Reason::NegativeBase)
        );
    }

    #[test]
    fn figures_too_large_are_undecided() {
        let huge = plain("79228162514264337593543950335");
        let tiny = plain("0.0000000000000000000000000001");
        let sum = Formula::total([huge, tiny]);
        assert_eq!(outcome(&plain("1"), &sum), Outcome::Undecided(Reason::Overflow));
        let product = Formula::Product { weight: huge, rate: huge };
        assert_eq!(outcome(&plain("1"), &product), Outcome::Undecided(Reason::Overflow));
    }
}

mod explaining {
    use super::*;

    fn cause(stated: &Printed, formula: &Formula) -> Option<Cause> {
        let judgement = judge(stated, formula);
        assert_eq!(judgement.outcome, Outcome::Contradiction);
        causes(stated, formula, &judgement, &[]).first().copied()
    }

    #[test]
    fn slips() {
        let slip = |power| Some(Cause::UnitSlip { power });
        assert_eq!(cause(&amount("1417100"), &sum(&["138.00", "3.71"])), slip(4));
        assert_eq!(cause(&amount("0.0142"), &sum(&["138.00", "3.71"])), slip(-4));
        assert_eq!(cause(&rate("0.8172"), &share(amount("1394.37"), amount("1706.18"))), slip(-2));
        assert_eq!(cause(&amount("104.98"), &Formula::Same(plain("104.98"))), slip(4));
        assert_eq!(cause(&plain("10498123.45"), &Formula::Same(amount("104.98"))), slip(1));
        assert_eq!(cause(&amount("1"), &Formula::Same(amount("96"))), None);
        assert_eq!(cause(&amount("1797.34"), &sum(&["1460.93", "338.5"])), None);
        assert_eq!(cause(&amount("1979.43"), &sum(&["1460.93", "338.5"])), Some(Cause::DigitsSwapped));
        assert_eq!(cause(&amount("1899.43"), &sum(&["1460.93", "338.5"])), Some(Cause::DigitDiffers));
        assert_eq!(cause(&amount("1799.43"), &sum(&["1406.93", "338.5"])), Some(Cause::TermSwapped(0)));
        assert_eq!(cause(&amount("1799.43"), &sum(&["1460.93", "383.5"])), Some(Cause::TermSwapped(1)));
    }

    #[test]
    fn terms() {
        assert_eq!(cause(&amount("8"), &sum(&["1", "4", "4", "3"])), None);
        assert_eq!(cause(&amount("16.00"), &sum(&["1.00", "7.00", "15.00"])), Some(Cause::MissesTerm(1)));
        assert_eq!(cause(&amount("30.00"), &sum(&["1.00", "7.00", "15.00"])), Some(Cause::CountsTwice(1)));
        let both = Formula::total([amount("1.00"), amount("7.00"), amount("7.00"), amount("15.00")]);
        assert_ne!(cause(&amount("23.00"), &both), Some(Cause::MissesTerm(1)));
    }

    #[test]
    fn other_rates() {
        assert_eq!(cause(&rate("135.00"), &change("1350.00", "1000.00", false)), Some(Cause::LevelNotChange));
        assert_eq!(cause(&rate("25.93"), &change("1350.00", "1000.00", false)), Some(Cause::OtherBase));
        assert_eq!(cause(&rate("35.00"), &change("1350.00", "1000.00", true)), Some(Cause::Reversed));
    }

    #[test]
    fn shares_of_exact_numbers() {
        let third = || share(plain("1").exact(), plain("3").exact());
        assert_eq!(cause(&rate("33.34"), &third()), Some(Cause::RoundedUp));
        let judgement = judge(&rate("33.34"), &third());
        let ranked = causes(&rate("33.34"), &third(), &judgement, &[rate("33.33"), rate("33.33")]);
        assert_eq!(ranked.first(), Some(&Cause::Remainder));
    }
}

/// Every amount of a lattice that could stand behind the figures is tried; nothing is known here of intervals but that
/// sums and quotients are continuous.
mod brute_force {
    use super::*;

    /// Lattice points in one base unit. Ends of intervals are even points; odd ones only show what lies next to them.
    const FINE: i128 = 20;

    #[derive(Clone, Copy, Debug)]
    struct Figure {
        /// The value in printed units.
        count: i128,
        /// Base units in a printed unit.
        scale: i128,
        exact: bool,
    }

    impl Figure {
        fn printed(self) -> Printed {
            let value = Decimal::from_i128_with_scale(self.count, 0);
            let scale = Decimal::from_i128_with_scale(self.scale, 0);
            let figure = Printed::new(value, 0, scale).unwrap();
            if self.exact { figure.exact() } else { figure }
        }

        /// Whether the amount at a lattice point prints as the figure.
        fn prints(self, point: i128, habit: Habit) -> bool {
            let (unit, value) = (self.scale * FINE, self.count * self.scale * FINE);
            if self.exact {
                return point == value;
            }
            // A half may have been rounded either way.
            let rounded = (point - value).abs() * 2 <= unit;
            let cut = point / unit * unit == value;
            match habit {
                Habit::Rounded => rounded,
                Habit::CutOff => cut,
                Habit::Either => rounded || cut,
            }
        }

        /// Even points in or at the end of the interval, and whether they are in it.
        fn points(self, habit: Habit) -> Vec<(i128, bool)> {
            let (unit, value) = (self.scale * FINE, self.count * self.scale * FINE);
            let even = (value - unit..=value + unit).filter(|point| point % 2 == 0);
            even.filter(|point| (-1..=1).any(|step| self.prints(point + step, habit)))
                .map(|point| (point, self.prints(point, habit)))
                .collect()
        }
    }

    /// A fraction with a positive denominator, and whether it is attained.
    type Value = (i128, i128, bool);

    /// The least and the greatest of `values`; of equal ones, one that is attained.
    fn ends(values: &[Value]) -> (Value, Value) {
        let below = |a: &Value, b: &Value| (a.0 * b.1).cmp(&(b.0 * a.1));
        let low = values.iter().min_by(|a, b| below(a, b).then(b.2.cmp(&a.2))).unwrap();
        let high = values.iter().max_by(|a, b| below(a, b).then(a.2.cmp(&b.2))).unwrap();
        (*low, *high)
    }

    fn overlap(left: &[Value], right: &[Value]) -> bool {
        let below = |a: Value, b: Value| a.0 * b.1 < b.0 * a.1 || (a.0 * b.1 == b.0 * a.1 && !(a.2 && b.2));
        let ((left_low, left_high), (right_low, right_high)) = (ends(left), ends(right));
        !below(left_high, right_low) && !below(right_high, left_low)
    }

    /// Whether amounts that print as `figures` give under `function`, in base units, one that prints as `stated`.
    fn possible(
        stated: Figure,
        habit_of_stated: impl Fn(Habit) -> Habit,
        figures: &[Figure],
        function: impl Fn(&[i128]) -> (i128, i128),
    ) -> bool {
        [Habit::Rounded, Habit::CutOff].into_iter().any(|habit| {
            let mut tuples = vec![(Vec::new(), true)];
            for figure in figures {
                let points = figure.points(habit);
                let extend = |(tuple, inside): &(Vec<i128>, bool)| {
                    let (tuple, inside) = (tuple.clone(), *inside);
                    points
                        .iter()
                        .map(move |(point, here)| ([&tuple[..], &[*point]].concat(), inside && *here))
                        .collect::<Vec<_>>()
                };
                tuples = tuples.iter().flat_map(extend).collect();
            }
            let value = |(tuple, inside): &(Vec<i128>, bool)| {
                let (numer, denom) = function(tuple);
                (numer * denom.signum(), denom.abs(), *inside)
            };
            let results: Vec<Value> = tuples.iter().map(value).collect();
            let points = stated.points(habit_of_stated(habit));
            let stated: Vec<Value> = points.iter().map(|(point, inside)| (*point, FINE, *inside)).collect();
            overlap(&results, &stated)
        })
    }

    fn figure(counts: std::ops::Range<i128>) -> impl Strategy<Value = Figure> {
        (counts, 1i128..3, prop::bool::weighted(0.25)).prop_map(|(count, scale, exact)| Figure {
            count,
            scale,
            exact,
        })
    }

    /// What a rate comes to, in whole per cent or a little off.
    fn stated(numer: i128, denom: i128, off: i128) -> Figure {
        Figure { count: numer.div_euclid(denom) + off, scale: 1, exact: false }
    }

    fn holds(stated: Figure, formula: &Formula, possible: bool) -> Result<(), TestCaseError> {
        let outcome = judge(&stated.printed(), formula).outcome;
        // An unrounded figure that rounding would give agrees, although no amount but itself prints as it.
        if stated.exact && outcome == Outcome::Agrees {
            return Ok(());
        }
        let expected = matches!(outcome, Outcome::Agrees | Outcome::Tail);
        prop_assert_eq!(possible, expected, "{:?} {:?} {:?}", outcome, stated, formula);
        Ok(())
    }

    proptest! {
        #[test]
        fn sums(
            terms in prop::collection::vec((figure(-4..5), any::<bool>()), 1..4),
            off in -5i128..6, scale in 1i128..3, exact in any::<bool>(),
        ) {
            let sign = |minus: bool| if minus { -1 } else { 1 };
            let total: i128 = terms.iter().map(|(term, minus)| sign(*minus) * term.count * term.scale).sum();
            let stated = Figure { count: total.div_euclid(scale) + off, scale, exact };
            let (figures, signs): (Vec<_>, Vec<_>) = terms.iter().copied().unzip();
            let add = |points: &[i128]| {
                (points.iter().zip(&signs).map(|(point, minus)| sign(*minus) * point).sum(), FINE)
            };
            let term = |(term, minus): &(Figure, bool)| {
                (if *minus { Sign::Minus } else { Sign::Plus }, Term::Printed(term.printed()))
            };
            let formula = Formula::Sum { terms: terms.iter().map(term).collect() };
            holds(stated, &formula, possible(stated, |habit| habit, &figures, add))?;
        }

        #[test]
        fn shares(part in figure(-10..30), whole in figure(1..30), off in -40i128..40) {
            let stated = stated(100 * part.count * part.scale, whole.count * whole.scale, off);
            let formula = Formula::Share { part: part.printed(), whole: whole.printed() };
            let share = |points: &[i128]| (100 * points[0], points[1]);
            holds(stated, &formula, possible(stated, |_| Habit::Either, &[part, whole], share))?;
        }

        #[test]
        fn changes(new in figure(-10..30), old in figure(1..30), off in -40i128..40, decrease in any::<bool>()) {
            let sign = if decrease { -1 } else { 1 };
            let (n, o) = (new.count * new.scale, old.count * old.scale);
            let stated = stated(sign * 100 * (n - o), o, off);
            let formula = Formula::Change { new: new.printed(), old: old.printed(), decrease };
            let change = |points: &[i128]| (sign * 100 * (points[0] - points[1]), points[1]);
            holds(stated, &formula, possible(stated, |_| Habit::Either, &[new, old], change))?;
        }

        #[test]
        fn changes_by(new in figure(0..40), delta in figure(-3..20), off in -40i128..40, decrease in any::<bool>()) {
            let sign = if decrease { -1 } else { 1 };
            let (n, d) = (new.count * new.scale, delta.count * delta.scale);
            // The earlier level must be clear of zero; there the rate is left undecided.
            let old = n - sign * d;
            if old <= new.scale + delta.scale {
                return Ok(());
            }
            let stated = stated(100 * d, old, off);
            let formula = Formula::ChangeBy { new: new.printed(), delta: delta.printed(), decrease };
            let change = |points: &[i128]| (100 * points[1], points[0] - sign * points[1]);
            holds(stated, &formula, possible(stated, |_| Habit::Either, &[new, delta], change))?;
        }

        #[test]
        fn intervals_multiply_as_their_points_do(a in figure(-4..5), b in figure(-4..5), cut in any::<bool>()) {
            let habit = if cut { Habit::CutOff } else { Habit::Rounded };
            let interval = |figure: Figure| figure.printed().interval(habit).unwrap();
            let product = interval(a).checked_mul(&interval(b)).unwrap();
            let mut products = Vec::new();
            for (x, x_inside) in a.points(habit) {
                for (y, y_inside) in b.points(habit) {
                    products.push((x * y, FINE * FINE, x_inside && y_inside));
                }
            }
            // A corner may be reached only along an edge where the other factor is zero: look between the points too.
            let zero = [a, b].iter().any(|figure| figure.prints(0, habit));
            let bound = |(numer, denom, inside): Value| Bound {
                at: Exact::fraction(numer, denom).unwrap(),
                closed: inside || (numer == 0 && zero),
            };
            let (low, high) = ends(&products);
            prop_assert_eq!((product.low(), product.high()), (bound(low), bound(high)));
        }
    }
}

#[test]
fn a_long_sum_takes_linear_time() {
    let terms: Vec<_> = (0..100_000).map(|i| amount(&format!("{}.{:02}", i % 977, i % 100))).collect();
    let formula = Formula::total(terms);
    let started = std::time::Instant::now();
    let judgement = judge(&amount("1.00"), &formula);
    assert_eq!(judgement.outcome, Outcome::Contradiction);
    // Far above what it takes; a step that is quadratic, or slow per term, would not stay below.
    assert!(started.elapsed().as_secs() < 5);
}
