import ReportKit
let sql = PackageResources.NI18_sql
