select exists (select from warehouse.vintage where synthetic) as synthetic
