fetch 10000 from rejected_in_order
