import Disclosure
import Host
import Prediction
import ReportKit
import Returning

/// Reports of NI 18 that are judged by a model, as they may leave the program.
struct ReportsByModel {
    let survey: ModuleSurvey
    let terms: DisclosureTerms
    let limits: RunOptions
    let common: CommonOptions

    /// NI 18 of a quarter, weighed with its companions and with all that was published.
    ///
    /// - Parameters:
    ///   - model: the model's name and version.
    ///   - level: whose areas are reported.
    ///   - breakdown: into which groups of people.
    func report(
        _ quarter: Quarter, by model: String, level: AreaLevel, breakdown: Breakdown? = nil
    ) async throws -> PublishedReport {
        let module = try survey.module(named: "NI18")
        var limits = limits
        limits.model = model
        let session = try limits.session(on: quarter.lastDay, common)
        let selection = try AreaSelection(named: [], level: level, in: session.areas)
        let weighed = try await Publishing(common, terms).report(
            [module], among: survey.modules, selection, period: .quarter(quarter), breakdown: breakdown, by: session,
            as: nil)
        return weighed.current[0]
    }
}
