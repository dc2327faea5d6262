import Warehouse
print(v())
