import WarehouseSQL
import Warehouse
print(v(), WarehouseSQL.migrations.count)
