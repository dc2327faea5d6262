import Warehouse

/// The files of `sql`.
extension Script {
    static let add = Script("add.sql", PackageResources.add_sql)
    static let bankHolidays = Script("bank_holidays.sql", PackageResources.bank_holidays_sql)
    static let entries = Script("entries.sql", PackageResources.entries_sql)
    static let entryHash = Script("entry_hash.sql", PackageResources.entry_hash_sql)
    static let erasedSince = Script("erased_since.sql", PackageResources.erased_since_sql)
    static let forgetSchedule = Script("forget_schedule.sql", PackageResources.forget_schedule_sql)
    static let head = Script("head.sql", PackageResources.head_sql)
    static let laterVintages = Script("later_vintages.sql", PackageResources.later_vintages_sql)
    static let lock = Script("lock.sql", PackageResources.lock_sql)
    static let noteSchedule = Script("note_schedule.sql", PackageResources.note_schedule_sql)
    static let problems = Script("problems.sql", PackageResources.problems_sql)
    static let schedule = Script("schedule.sql", PackageResources.schedule_sql)
    static let state = Script("state.sql", PackageResources.state_sql)
    static let tryAdd = Script("try_add.sql", PackageResources.try_add_sql)
    static let unlock = Script("unlock.sql", PackageResources.unlock_sql)
}
