namespace MoralePulse.Issuance.Import;

/// <summary>Guesses which column of an export means what, from its first line and, for the levels of the organisation, from how many different values a column has.</summary>
internal static class ExportGuess
{
    private static readonly string[] Person = ["employee number", "staff number", "employee no", "emp no", "employee id", "staff id", "payroll number", "assignment number", "person"];
    private static readonly string[] Subject = ["subject", "sub", "object id", "oid", "sign-in identity", "user principal name", "upn", "username", "user name", "login"];
    private static readonly string[] Email = ["email", "e-mail", "email address", "e-mail address", "work email", "office e-mail", "office email"];
    private static readonly string[] StaffGroup = ["staff group", "staffgroup", "staff_group", "staff group name"];
    private static readonly string[] Roles = ["roles", "morale pulse roles", "moralepulse roles"];
    private static readonly string[] Directorate = ["directorate", "division", "care group"];
    private static readonly string[] Department = ["department", "service", "specialty"];
    private static readonly string[] Team = ["team", "ward", "ward team", "organisation", "cost centre name"];

    public static ExportColumns Of(ExportFile file, ExportColumns? remembered)
    {
        if (remembered is not null && remembered.All.All(column => file.Columns.Contains(column))) return remembered;
        var email = Named(file, Email);
        var levels = Levels(file);
        return new()
        {
            Person = Named(file, Person),
            Subject = Named(file, Subject) ?? email,
            Email = email,
            StaffGroup = Named(file, StaffGroup),
            Roles = Named(file, Roles),
            Directorate = Named(file, Directorate) ?? (levels.Count >= 2 ? levels[0] : null),
            Department = Named(file, Department) ?? (levels.Count >= 3 ? levels[1] : null),
            Team = Named(file, Team) ?? (levels.Count >= 1 ? levels[^1] : null),
        };
    }

    private static string? Named(ExportFile file, string[] names) =>
        names.Select(name => file.Columns.FirstOrDefault(column => Key(column) == Key(name))).FirstOrDefault(column => column is not null);

    // "Org L2", "Organisation Level 4", "Level 5": those with more than one value, topmost first. The trust itself is the same on every line.
    private static List<string> Levels(ExportFile file) =>
    [
        .. file.Columns.Index().Where(column => LevelOf(column.Item) is not null)
            .Where(column => file.Lines.Select(line => line.Values[column.Index]).Where(value => value is not "").Distinct(StringComparer.OrdinalIgnoreCase).Take(2).Count() > 1)
            .OrderBy(column => LevelOf(column.Item)).Select(column => column.Item),
    ];

    private static int? LevelOf(string column)
    {
        var words = Key(column).Split(' ');
        return words is ["org" or "organisation" or "organization" or "level", ..] && words[^1].TrimStart('l') is [var digit] && char.IsAsciiDigit(digit) ? digit - '0' : null;
    }

    private static string Key(string column) => string.Join(' ', string.Concat(column.ToLowerInvariant().Select(letter => char.IsLetterOrDigit(letter) ? letter : ' ')).Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
