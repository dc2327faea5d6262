/// A module of the family proportion-against-predicted: it says over how many months its outcome counts.
///
/// A prediction for another number of months, or for an unknown one, cannot be compared with that outcome: the findings
/// are then marked as not comparable and have no verdict. A module of the family that does not state its horizon is not
/// loaded.
public protocol ModuleWithHorizon: ReportModule {
    /// The number of months after the snapshot in which the outcome counts; a prediction must be for the same time.
    var horizonMonths: Int { get }
}
