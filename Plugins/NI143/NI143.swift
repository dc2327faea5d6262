import ReportKit
let sql = PackageResources.NI143_sql
