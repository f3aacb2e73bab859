using System.Globalization;
using System.Text;

namespace MoralePulse.Harness;

/// <summary>
/// An export of a staff record as one gets it: 2,000 lines, separated by semicolons, in Windows-1252, with quotes, stray spaces, short forms of staff groups and ragged depth; and, drawn
/// from a seed, lines that are wrong, each with its number. Our own generator: nobody in it exists.
/// </summary>
public sealed class MessyExport
{
    /// <summary>Lines, the one with the columns' names included.</summary>
    public const int LineCount = 2000;

    /// <summary>The first administrator, who is in the file.</summary>
    public const string Administrator = "20000001";

    private const int Tapper = 1500;
    private const string Header = "Employee Number;Title;Last Name;Org L1;Org L2;Org L3;Org L4;Org L5;Staff Group;Position Title;E-Mail Address";

    private static readonly string[] Directorates = ["Children & Families", "Community Hospitals", "Mental Health", "Urgent Care", "Corporate Services"];
    private static readonly string[] Services = ["Nursing", "Therapies", "Théâtres", "Outreach", "Admissions", "Rehabilitation", "Crisis Team", "Pharmacy"];
    private static readonly string[] Groups =
    [
        "Nursing and Midwifery Registered", "Add Prof Scientific and Technic", "Allied Health Professionals", "Medical & Dental", "Additional Clinical Services", "Administrative and Clerical",
        "Estates and Ancillary", "Healthcare Scientists", "NURSING & MIDWIFERY REGISTERED", "A&C",
    ];

    private readonly Random random;
    private readonly List<string[]> rows = [];
    private readonly SortedSet<int> wrong = [];

    private MessyExport(int seed) => random = new(seed);

    /// <summary>Numbers of the lines that are wrong.</summary>
    public IReadOnlyCollection<int> WrongLines => wrong;

    /// <summary>People that are left once it is corrected.</summary>
    public int People => rows.Count;

    /// <summary>The file with its wrong lines.</summary>
    public byte[] Messy { get; private set; } = [];

    /// <summary>The same with those corrected.</summary>
    public byte[] Corrected { get; private set; } = [];

    /// <summary>The e-mail address, and so the sign-in identity, of somebody on a line that was never wrong.</summary>
    public string SomebodysIdentity { get; private set; } = "";

    /// <summary>Draws one.</summary>
    public static MessyExport Draw(int seed)
    {
        var export = new MessyExport(seed);
        for (var n = 1; n < LineCount; n++) export.rows.Add(export.Person(n));
        export.Corrected = Windows1252(export.rows.Select(export.Line));
        export.SomebodysIdentity = export.rows[Tapper][10];
        export.Spoil();
        return export;
    }

    private string[] Person(int n)
    {
        var (directorate, service) = (random.Next(Directorates.Length), random.Next(Services.Length));
        var department = $"{Services[service]} {Directorates[directorate].Split(' ')[0]}";
        var team = $"{department} Team {random.Next(1, 5)}";
        var ragged = random.Next(10);
        var number = string.Create(CultureInfo.InvariantCulture, $"{20000000 + n}");
        return
        [
            number, "Ms", $"O'Néill-{n}", "999 Seaside Care NHS Trust", Directorates[directorate],
            ragged == 0 ? "" : department, // no department: the team hangs under the directorate
            ragged == 1 ? department : team, // a level that repeats the one above
            ragged is 0 or 1 ? "" : ragged == 2 ? team : "", Groups[random.Next(Groups.Length)], "Clerk; \"Band 3\"", $"person.{number}@seaside.example.nhs.uk",
        ];
    }

    // Quotes where they must stand, and sometimes where they need not; stray spaces.
    private string Written(string value)
    {
        if (value.Contains(';') || value.Contains('"') || random.Next(20) == 0) return $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
        return random.Next(20) == 0 ? $" {value}  " : value;
    }

    // Each line at most once; and never that of the administrator, of those whom others are taken for, or of the one who taps.
    private void Spoil()
    {
        var lines = rows.Select(Line).ToList();
        var free = Enumerable.Range(3, rows.Count - 3).Where(at => at != Tapper).ToArray();
        random.Shuffle(free);
        var next = 0;
        void Each(int times, Func<string[], int, string> spoil)
        {
            for (var time = 0; time < times; time++, next++)
            {
                var at = free[next];
                lines[at] = spoil([.. rows[at]], at);
                wrong.Add(at + 2); // line 1 has the names
            }
        }

        Each(12, (row, _) => With(row, (8, "Wizards and Witches")));
        Each(4, (row, _) => With(row, (8, "Nursing and Wizardry")));
        Each(9, (row, _) => With(row, (4, ""), (5, ""), (6, ""), (7, "")));
        Each(8, (row, _) => With(row, (0, "")));
        Each(7, (row, _) => With(row, (0, rows[1][0])));
        Each(6, (row, _) => With(row, (10, rows[2][10])));
        Each(5, (row, at) => With(row, (10, $"not an address {at}")));
        Each(5, (row, at) => With(row, (4, "Corporate Services"), (5, $"Desk {at}"), (6, "corporate  services"), (7, "")));
        Each(2, (row, at) => With(row, (6, new string('x', 210) + at), (7, "")));
        Each(4, (row, _) => Line(row) + ";one;more");
        Each(3, (row, _) => Line(row[..6]));
        Each(3, (row, _) => Line(row[..9]) + ";\"Clerk;" + row[10]);
        Messy = Windows1252(lines);
    }

    private string Line(string[] row) => string.Join(';', row.Select(Written));

    private string With(string[] row, params (int Column, string Value)[] values)
    {
        foreach (var (column, value) in values) row[column] = value;
        return Line(row);
    }

    private static byte[] Windows1252(IEnumerable<string> lines) => CodePagesEncodingProvider.Instance.GetEncoding(1252)!.GetBytes(string.Join("\r\n", lines.Prepend(Header)) + "\r\n");
}
