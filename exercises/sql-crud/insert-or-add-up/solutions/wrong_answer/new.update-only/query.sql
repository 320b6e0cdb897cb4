UPDATE stock SET amount = amount + (SELECT sum(amount) FROM delivery WHERE product = stock.product) WHERE product IN (SELECT product FROM delivery);
