/// The declared modules that come with the program: the files of `Plugins/sql`, copied beside it by the build.
public enum DeclaredModules {
    /// The folder that holds them, below the program's own.
    public static let folder = "laa_DeclaredModules.resources/sql"
}
