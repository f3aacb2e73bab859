namespace MoralePulse.Web.Pages.Setup;

/// <summary>The trail in words: it keeps a word for each act and value, and pages say them in the reader's language.</summary>
internal static class AuditWords
{
    public static string Act(string act) => Text("Act", act);

    public static string About(string act, string about) => act == "checked" ? Text("Checked", about) : about;

    public static string Level(string word) => Text("Level", word);

    /// <summary>"Name: Late, Starts: 13:30"; a dash for nothing.</summary>
    public static string Values(IReadOnlyDictionary<string, string> values) =>
        values.Count == 0 ? SetUpTexts.TrailNone : string.Join(", ", values.Select(value => Say.With(SetUpTexts.TrailValue, Text("Value", value.Key), Value(value.Key, value.Value))));

    /// <summary>As it is kept, for spreadsheets and programs: "name=Late; starts=13:30".</summary>
    public static string Plain(IReadOnlyDictionary<string, string> values) => string.Join("; ", values.Select(value => $"{value.Key}={value.Value}"));

    private static string Value(string name, string value) => (name, value) switch
    {
        (_, "") => SetUpTexts.TrailNone,
        ("roles", _) => string.Join(", ", value.Split(' ').Select(RoleNames.Of)),
        ("level", _) => Level(value),
        ("from" or "to", _) when DateOnly.TryParseExact(value, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.None, out var date) => Say.Date(date),
        (_, "yes") => SetUpTexts.Yes,
        (_, "no") => SetUpTexts.No,
        ("by", "hand") => SetUpTexts.ByHand,
        ("by", _) => SetUpTexts.ByFile,
        _ => value,
    };

    private static string Text(string kind, string word) => SetUpTexts.ResourceManager.GetString($"{kind}_{word.Replace('-', '_')}", System.Globalization.CultureInfo.CurrentUICulture) ?? word;
}
