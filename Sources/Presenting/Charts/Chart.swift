import ReportKit
import Text

/// A picture of some findings, with everything that a reader who cannot see it needs: title, description and table.
public protocol Chart: Sendable {
    /// The chart's name, unique within a page: letters, digits and hyphens.
    var id: String { get }
    var title: String { get }
    /// What is drawn and how to read it, in plain sentences.
    var summary: String { get }
    /// The figures drawn.
    var table: ChartTable { get }
    /// The picture, drawn for a width in pixels.
    func picture(width: Double) -> Picture
}

/// The figures of a chart, as a table beside it.
public struct ChartTable: Sendable {
    public let caption: String
    public let headings: [String]
    /// One cell per heading; the first names the row.
    public let rows: [[String]]

    public init(caption: String, headings: [String], rows: [[String]]) {
        self.caption = caption
        self.headings = headings
        self.rows = rows
    }
}

extension Chart {
    /// The chart as an SVG document that stands alone or in a page.
    ///
    /// ```
    /// <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 720 214" role="img" aria-labelledby="NI18-areas-title ...
    /// <title id="NI18-areas-title">NI18: actual against predicted</title>
    /// <desc id="NI18-areas-desc">Each area's actual rate (% re-offended) is a mark, ...</desc>
    /// ```
    /// - Parameter notice: what must be said in the picture itself, such as that its figures are synthetic.
    public func svg(notice: String? = nil) -> String {
        var picture = picture(width: Picture.fullWidth)
        if let notice { picture.note(notice) }
        return svg(of: picture, title: title)
    }

    /// A drawing of the chart as a document, with a title for those who cannot see it.
    func svg(of picture: Picture, title: String) -> String {
        var root = picture.root(labelledBy: "\(id)-title \(id)-desc")
        root.append(Element("title", ["id": "\(id)-title"], text: title))
        root.append(Element("desc", ["id": "\(id)-desc"], text: summary))
        root.append(Element("rect", ["width": "100%", "height": "100%", "fill": Ink.paper]))
        for shape in picture.shapes { root.append(shape) }
        return root.text
    }

    /// The chart drawn again for the width of a phone, in a page that has it in full too.
    ///
    /// - Parameter labelID: the element of the page that names and describes it.
    package func narrowSVG(notice: String?, labelledBy labelID: String) -> String {
        var picture = picture(width: Picture.narrowWidth)
        if let notice { picture.note(notice) }
        var root = picture.root(labelledBy: labelID)
        root.set("class", "narrow")
        for shape in picture.shapes { root.append(shape) }
        return root.text
    }
}

extension Picture {
    /// The element that holds the drawing.
    fileprivate func root(labelledBy labels: String) -> Element {
        let size = "0 0 \(Picture.number(width)) \(Picture.number(height))"
        return Element(
            "svg",
            [
                "xmlns": "http://www.w3.org/2000/svg", "viewBox": size, "width": Picture.number(width),
                "height": Picture.number(height), "role": "img", "aria-labelledby": labels,
                "font-family": "Arial, Liberation Sans, DejaVu Sans, sans-serif",
                "font-size": "13", "fill": Ink.text,
            ])
    }
}
