namespace MoralePulse.Harness;

/// <summary>Finds files of the clone, and of the folder shared beside it, from where a test runs.</summary>
public static class RepositoryFolder
{
    /// <summary>The nearest folder above the tests that has this path in it; null where there is none.</summary>
    public static string? Find(string path)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, path))) return folder.FullName;
        }

        return null;
    }

    /// <summary>A file of the folder "shared" that lies beside the clone, or null.</summary>
    public static string? Shared(string path) => Find(Path.Combine("shared", path)) is { } folder ? Path.Combine(folder, "shared", path) : null;
}
