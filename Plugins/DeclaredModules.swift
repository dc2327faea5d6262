/// The declared modules that come with the program: the files in `Plugins/sql`, which the build copies beside it.
public enum DeclaredModules {
    /// The folder that contains them, relative to the program's own.
    public static let folder = "laa_DeclaredModules.resources/sql"
}
