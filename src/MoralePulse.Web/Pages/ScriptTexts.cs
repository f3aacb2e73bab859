using System.Collections;
using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;

namespace MoralePulse.Web.Pages;

/// <summary>The texts that scripts say, written into the page as data: in the reader's language, and there without network, too.</summary>
internal static class ScriptTexts
{
    private static readonly ConcurrentDictionary<string, string> Known = new();

    /// <summary>A script element of JSON, which browsers never run.</summary>
    public static string Element => Known.GetOrAdd(CultureInfo.CurrentUICulture.Name, _ => $"<script type=\"application/json\" id=\"texts\">{Json()}</script>");

    private static string Json() => JsonSerializer.Serialize(ClientTexts.ResourceManager.GetResourceSet(CultureInfo.InvariantCulture, createIfNotExists: true, tryParents: true)!
        .Cast<DictionaryEntry>().Select(entry => (string)entry.Key).Order(StringComparer.Ordinal).ToDictionary(name => name, name => ClientTexts.ResourceManager.GetString(name, CultureInfo.CurrentUICulture)));
}
