import ReportKit
let sql = PackageResources.NI30_sql
