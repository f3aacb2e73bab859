using System.Collections.Concurrent;
using System.Reflection;

namespace MoralePulse.Tree;

/// <summary>SQL that lies as a file beside the code that runs it.</summary>
public static class SqlFile
{
    private static readonly ConcurrentDictionary<(Assembly Assembly, string Name), string> Read = new();

    /// <summary>The text of an embedded file of the type's own folder.</summary>
    /// <typeparam name="T">A type of the folder, whose namespace leads to it.</typeparam>
    /// <param name="name">The file's name, "admit.sql".</param>
    /// <exception cref="FileNotFoundException">No such file is embedded.</exception>
    public static string Beside<T>(string name) => Beside(typeof(T), name);

    /// <inheritdoc cref="Beside{T}(string)"/>
    public static string Beside(Type type, string name)
    {
        ArgumentNullException.ThrowIfNull(type);
        return Read.GetOrAdd((type.Assembly, $"{type.Namespace}.{name}"), static key =>
        {
            using var stream = key.Assembly.GetManifestResourceStream(key.Name) ?? throw new FileNotFoundException("No such embedded file.", key.Name);
            using var reader = new StreamReader(stream);
            return reader.ReadToEnd();
        });
    }
}
