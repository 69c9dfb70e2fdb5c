/// What the shop sells, in euros.
const PRICES: [(&str, f64); 4] = [("book-1", 12.5), ("book-2", 30.0), ("lamp-1", 49.9), ("pen-1", 2.2)];

pub const CURRENCY: &str = "EUR";

pub fn price_of(product: &str) -> Option<f64> {
    PRICES.iter().find(|(name, _)| *name == product).map(|(_, price)| *price)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_sold_has_a_price() {
        assert_eq!(price_of("book-1"), Some(12.5));
        assert_eq!(price_of("book"), None);
    }
}
