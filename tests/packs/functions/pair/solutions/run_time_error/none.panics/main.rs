pub fn pair(amounts: Vec<i64>, total: i64) -> Vec<i64> {
    for second in 0..amounts.len() {
        for first in 0..second {
            if amounts[first] + amounts[second] == total {
                return vec![first as i64, second as i64];
            }
        }
    }
    panic!("no two amounts are {total}");
}
