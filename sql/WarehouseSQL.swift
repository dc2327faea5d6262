public let x = PackageResources.areas_sql
