import Foundation
import ReportKit

/// The server's plan for a query, as `explain (verbose, format json)` gives it; where the warehouse is distributed, with the plans
/// of the parts that other servers have.
struct ExplainedPlan {
    /// A step of a plan.
    struct Node {
        let type: String
        let schema: String?
        let relation: String?
        let function: String?
        let filter: String?
        let rows: Double

        var table: String? { relation.map { [schema, $0].compactMap(\.self).joined(separator: ".") } }
    }

    /// The steps of the plan and of those below it, in no order. Tables have the warehouse's names.
    let nodes: [Node]
    /// The steps that read tables to bring their rows to the coordinator one by one, for a further step there; empty on one
    /// server.
    let pulling: [Node]

    init(json: String, on connection: Connection) throws {
        let statements = try JSONDecoder().decode([PlannedStatement].self, from: Data(json.utf8))
        var all: [Step] = []
        var pulled: [Step] = []
        for statement in statements { statement.plan.collect(into: &all, pulled: &pulled, isPulled: false) }
        let names = try connection.tablesOfParts()
        nodes = all.map { $0.node(naming: names) }
        pulling = pulled.map { $0.node(naming: names) }
    }
}

/// A statement of a plan's text: its plan is below one key or another.
private struct PlannedStatement: Decodable {
    let plan: Step

    enum CodingKeys: String, CodingKey {
        case plan = "Plan"
    }
}

private struct Step: Decodable {
    let type: String
    let schema: String?
    let relation: String?
    let function: String?
    let filter: String?
    let rows: Double
    let steps: [Step]?
    let distributed: Distributed?

    enum CodingKeys: String, CodingKey {
        case type = "Node Type"
        case schema = "Schema"
        case relation = "Relation Name"
        case function = "Function Name"
        case filter = "Filter"
        case rows = "Plan Rows"
        case steps = "Plans"
        case distributed = "Distributed Query"
    }

    /// What Citus says of a query that it sends to other servers.
    struct Distributed: Decodable {
        let job: Job?
        let subplans: [Subplan]?

        enum CodingKeys: String, CodingKey {
            case job = "Job"
            case subplans = "Subplans"
        }
    }

    struct Job: Decodable {
        /// One for each part, or only the first of them, which is as good as any.
        let tasks: [Task]

        enum CodingKeys: String, CodingKey {
            case tasks = "Tasks"
        }
    }

    struct Task: Decodable {
        let plans: [[PlannedStatement]]

        enum CodingKeys: String, CodingKey {
            case plans = "Remote Plan"
        }
    }

    /// A part of the query whose rows are brought to the coordinator before the rest is planned.
    struct Subplan: Decodable {
        let statements: [PlannedStatement]

        enum CodingKeys: String, CodingKey {
            case statements = "PlannedStmt"
        }
    }

    /// - Parameter isPulled: whether the rows go to the coordinator for a further step.
    func collect(into all: inout [Step], pulled: inout [Step], isPulled: Bool) {
        all.append(self)
        if isPulled, relation != nil { pulled.append(self) }
        for step in steps ?? [] { step.collect(into: &all, pulled: &pulled, isPulled: isPulled) }
        for statement in (distributed?.job?.tasks ?? []).flatMap({ $0.plans.flatMap { $0 } }) {
            statement.plan.collect(into: &all, pulled: &pulled, isPulled: isPulled)
        }
        for statement in (distributed?.subplans ?? []).flatMap(\.statements) {
            statement.plan.collect(into: &all, pulled: &pulled, isPulled: statement.plan.givesRows)
        }
    }

    /// Whether what the other servers give is rows as they are, and not what they add up to.
    private var givesRows: Bool {
        (distributed?.job?.tasks ?? []).flatMap { $0.plans.flatMap { $0 } }.contains { $0.plan.type != "Aggregate" }
    }

    func node(naming names: [String: String]) -> ExplainedPlan.Node {
        ExplainedPlan.Node(
            type: type, schema: schema, relation: relation.map { names[$0] ?? $0 }, function: function, filter: filter,
            rows: rows)
    }
}
