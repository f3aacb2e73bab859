using System.Globalization;
using System.Reflection;
using System.Resources;
using System.Text;
using System.Text.RegularExpressions;
using MoralePulse.Web;

namespace MoralePulse.Browser.Tests.Pseudo;

/// <summary>
/// Puts a language that nobody speaks in place of every resource file of the service: each letter another, longer by a third, in brackets. The service itself knows
/// nothing of it: what every generated class reads from is exchanged in this process, and put back.
/// </summary>
internal sealed partial class PseudoTexts : IDisposable
{
    private const string Plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private const string Strange = "áƀçðéƒĝĥíĵķļɱñóþǫŕšţúṽŵẋýžÁƁÇÐÉƑĜĤÍĴĶĻṀÑÓÞǪŔŠŢÚṼŴẊÝŽ";

    private readonly List<(FieldInfo Field, object? Before)> exchanged = [];

    private PseudoTexts()
    {
    }

    /// <summary>Names of the resource files that were found.</summary>
    public IReadOnlyList<string> Files => [.. exchanged.Select(one => one.Field.DeclaringType!.Name)];

    /// <summary>Exchanges them all.</summary>
    public static PseudoTexts Speak()
    {
        var texts = new PseudoTexts();
        var first = typeof(Service).Assembly;
        var ours = first.GetReferencedAssemblies().Where(name => name.Name?.StartsWith("MoralePulse.", StringComparison.Ordinal) == true).Select(Assembly.Load).Prepend(first);
        foreach (var type in ours.SelectMany(assembly => assembly.GetTypes()).Where(type => type.Name.EndsWith("Texts", StringComparison.Ordinal)))
        {
            if (type.GetField("resourceMan", BindingFlags.Static | BindingFlags.NonPublic) is not { } field) continue;
            texts.exchanged.Add((field, field.GetValue(null)));
            field.SetValue(null, new Pseudo(type.FullName!, type.Assembly));
        }

        Forget();
        return texts;
    }

    /// <summary>A text in the language that nobody speaks.</summary>
    public static string Of(string text)
    {
        var strange = Kept().Split(text).Aggregate(new StringBuilder(), (all, part) => all.Append(Kept().IsMatch(part) ? part : string.Concat(part.Select(Letter)))).ToString();
        return $"[{strange}{string.Concat(Enumerable.Range(0, text.Length / 3).Select(at => at % 7 == 6 ? ' ' : '~'))}]";
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var (field, before) in exchanged) field.SetValue(null, before);
        Forget();
    }

    // The texts of scripts are kept as they were first written.
    private static void Forget()
    {
        var kept = typeof(Service).Assembly.GetType("MoralePulse.Web.Pages.ScriptTexts")!.GetFields(BindingFlags.Static | BindingFlags.NonPublic).Select(field => field.GetValue(null)).OfType<System.Collections.IDictionary>();
        foreach (var texts in kept) texts.Clear();
    }

    private static char Letter(char plain) => Plain.IndexOf(plain, StringComparison.Ordinal) is >= 0 and var at ? Strange[at] : plain;

    // Places for values, and the elements that a text may have.
    [GeneratedRegex(@"(\{\d+[^}]*\}|</?(?:a|strong|code)>)")]
    private static partial Regex Kept();

    private sealed class Pseudo(string name, Assembly assembly) : ResourceManager(name, assembly)
    {
        public override string? GetString(string name, CultureInfo? culture) => base.GetString(name, culture) is { } text ? Of(text) : null;
    }
}
