#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The random draws that belong to one subject of the sample, such as what happens to a person in a quarter.
///
/// A sequence starts from a hash of its key (seed, stream, person, occasion), so that what is drawn for one subject
/// never depends on the order in which subjects are visited, or how often: tables can be written one after another,
/// each from freshly made draws. The sequence and the hash are SplitMix64 (G. L. Steele, D. Lea and C. H. Flood, Fast
/// splittable pseudorandom number generators, OOPSLA 2014) with the finalizer that the paper calls Mix13. Like
/// SplitMix64, this is good for simulation and worthless for secrets.
struct Draws {
    /// What a sequence is for. The stream's number is part of the key, so streams do not share draws.
    enum Stream: UInt64 {
        case person = 1
        case caseloadStay, caseloadMove, history, tendency, outcome, selection
        case caseMix, areaEffect, authorityWeight
        case terminationMonth, termination, repeatTermination
        case ppoOffences, ppoArea
        case manager, practice, sentence, commencement, requirement, programme, referral
        case courtReport, enforcement, victim, parole, assessment
        case workSession, youngOffender, areaCount, suppliedValue
        // Numbered separately, so that the numbers, and thus the draws, of other streams do not depend on it.
        case sanctions = 100
    }

    private var state: UInt64

    init(seed: UInt64, _ stream: Stream, _ first: Int, _ second: Int = 0) {
        var key = Draws.mix(seed &+ stream.rawValue &* Draws.golden)
        key = Draws.mix(key ^ UInt64(bitPattern: Int64(first)) &* 0xD6E8_FEB8_6659_FD93)
        state = Draws.mix(key &+ UInt64(bitPattern: Int64(second)) &* 0xA076_1D64_78BD_642F)
    }

    /// The next 64 bits.
    mutating func next() -> UInt64 {
        state &+= Draws.golden
        return Draws.mix(state)
    }

    /// A number in 0..<1, a multiple of 2 to the power -53.
    mutating func uniform() -> Double {
        Double(next() >> 11) * 0x1p-53
    }

    /// True with the given probability.
    mutating func chance(_ probability: Double) -> Bool {
        uniform() < probability
    }

    /// A whole number in 0..<`bound`; `bound` must be above 0.
    mutating func whole(below bound: Int) -> Int {
        Int(next().multipliedFullWidth(by: UInt64(bound)).high)
    }

    /// The index of one of the weights, drawn with a probability proportional to the weight.
    ///
    /// - Parameter cumulative: the running sums of the weights; the last must be above 0.
    mutating func index(cumulative: [Double]) -> Int {
        let mark = uniform() * cumulative[cumulative.count - 1]
        return cumulative.firstIndex { mark < $0 } ?? cumulative.count - 1
    }

    /// A roughly standard normal number: the sum of twelve uniform 16-bit numbers (the Irwin-Hall distribution),
    /// between -6 and 6, with mean 0 and variance 1. Only exact arithmetic is used, so it is the same on every machine.
    mutating func normal() -> Double {
        var sum = -12 * 65_535 / 2
        for _ in 0..<3 {
            let bits = next()
            sum += Int(bits & 0xFFFF) + Int(bits >> 16 & 0xFFFF) + Int(bits >> 32 & 0xFFFF) + Int(bits >> 48)
        }
        return Double(sum) / 65_536
    }

    /// A Poisson number with the given mean, by multiplying uniform numbers (D. E. Knuth, The Art of Computer
    /// Programming 2, 3.4.1); for means up to about 100.
    mutating func poisson(mean: Double) -> Int {
        let limit = exp(-mean)
        var (count, product) = (0, uniform())
        while product > limit {
            count += 1
            product *= uniform()
        }
        return count
    }

    /// A gamma number with mean 1 and a shape below 1 (J. H. Ahrens and U. Dieter, Computing 12, 1974, algorithm GS).
    mutating func gamma(shape: Double) -> Double {
        let bound = 1 + shape / 2.718_281_828_459_045
        while true {
            let mark = bound * uniform()
            if mark <= 1 {
                let value = pow(mark, 1 / shape)
                if uniform() <= exp(-value) { return value / shape }
            } else {
                let value = -log((bound - mark) / shape)
                if uniform() <= pow(value, shape - 1) { return value / shape }
            }
        }
    }

    private static let golden: UInt64 = 0x9E37_79B9_7F4A_7C15

    private static func mix(_ value: UInt64) -> UInt64 {
        var mixed = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }
}
