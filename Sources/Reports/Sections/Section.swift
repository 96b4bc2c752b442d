/// One section of the page.
struct Section {
  let id: String
  let menuTitle: String
  let html: HTML
  /// The number of things to look at, shown in the menu.
  var alarms = 0

  /// A section with a heading.
  init(id: String, title: String, menuTitle: String? = nil, alarms: Int = 0, @HTMLBuilder content: () -> HTML) {
    self.id = id
    self.menuTitle = menuTitle ?? title
    self.alarms = alarms
    let body = content()
    html = HTML.element("section", [Attribute("id", id), Attribute("aria-labelledby", id + "-title")]) {
      HTML.element("h2", [Attribute("id", id + "-title")]) { title }
      body
    }
  }
}
