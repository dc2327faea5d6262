import ArgumentParser

struct PredictCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "predict", abstract: "Predicts re-offending, and checks predictions against what happened.",
        subcommands: [
            PredictOGRS3.self,
            PredictFit.self, PredictCheck.self, PredictCompare.self, PredictApply.self, PredictCalibration.self,
        ])
}
