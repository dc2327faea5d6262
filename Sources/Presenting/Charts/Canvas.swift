import Text

/// The shape of a picture that stands alone.
public enum Canvas: String, CaseIterable, Sendable {
    /// As the chart is in a page.
    case page
    /// 16 to 9, for a slide.
    case slide
    case square

    /// In pixels; nil for the chart's own.
    private var size: (width: Double, height: Double)? {
        switch self {
        case .page: nil
        case .slide: (960, 540)
        case .square: (720, 720)
        }
    }

    /// A chart with its title and notice, as large as the canvas allows and in its middle.
    public func svg(of chart: any Chart, title: String?, notice: String?) -> String {
        var picture = chart.picture(width: Picture.fullWidth)
        picture.head(title ?? chart.title)
        if let notice { picture.note(notice) }
        if let size { picture.fit(width: size.width, height: size.height) }
        return chart.svg(of: picture, title: title ?? chart.title)
    }
}
