import Warehouse

/// The files of `sql`.
extension Script {
    static let addPublication = Script("add_publication.sql", PackageResources.add_publication_sql)
    static let addTables = Script("add_tables.sql", PackageResources.add_tables_sql)
    static let forgetWeighings = Script("forget_weighings.sql", PackageResources.forget_weighings_sql)
    static let keepWeighings = Script("keep_weighings.sql", PackageResources.keep_weighings_sql)
    static let lockPublications = Script("publication_lock.sql", PackageResources.publication_lock_sql)
    static let position = Script("position.sql", PackageResources.position_sql)
    static let publications = Script("publications.sql", PackageResources.publications_sql)
    static let returnsOfQuarter = Script("returns_of_quarter.sql", PackageResources.returns_of_quarter_sql)
    static let samePublication = Script("same_publication.sql", PackageResources.same_publication_sql)
    static let tables = Script("tables.sql", PackageResources.tables_sql)
    static let tablesOf = Script("tables_of.sql", PackageResources.tables_of_sql)
    static let tryLockPublications = Script("publication_try_lock.sql", PackageResources.publication_try_lock_sql)
    static let unlockPublications = Script("publication_unlock.sql", PackageResources.publication_unlock_sql)
    static let useWeighings = Script("use_weighings.sql", PackageResources.use_weighings_sql)
    static let weighing = Script("weighing.sql", PackageResources.weighing_sql)
}
