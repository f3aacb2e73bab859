using System.Text;
using CsvHelper;

namespace MoralePulse.Issuance.Import;

/// <summary>Reads the two files of an import: CSV in UTF-8, with or without a byte order mark, quoted or not, with either line ending.</summary>
public static class DirectoryFiles
{
    private static readonly string[] UnitColumns = ["id", "parent", "name", "kind", "headcount"];
    private static readonly string[] PersonColumns = ["person", "subject", "unit", "staff_group", "roles"];
    private static readonly string[] MorePersonColumns = ["email"];

    /// <summary>Reads <c>id,parent,name,kind,headcount</c>.</summary>
    /// <param name="file">The open file.</param>
    /// <param name="name">What it is called in a complaint.</param>
    /// <param name="wrong">Takes what could not be read.</param>
    public static IReadOnlyList<UnitLine> Units(Stream file, string name, ICollection<WrongLine> wrong) =>
        Read(file, name, UnitColumns, [], (row, line) => new UnitLine(row[0], row[1], row[2], row[3], row[4], line), wrong);

    /// <summary>Reads <c>person,subject,unit,staff_group,roles</c> and, where the file has it, <c>email</c>.</summary>
    /// <param name="file">The open file.</param>
    /// <param name="name">What it is called in a complaint.</param>
    /// <param name="wrong">Takes what could not be read.</param>
    public static IReadOnlyList<PersonLine> People(Stream file, string name, ICollection<WrongLine> wrong) =>
        Read(file, name, PersonColumns, MorePersonColumns, (row, line) => new PersonLine(row[0], row[1], row[2], row[3], row[4], line, row[5]), wrong);

    private static List<T> Read<T>(Stream file, string name, string[] columns, string[] optional, Func<string[], int, T> make, ICollection<WrongLine> wrong)
    {
        ArgumentNullException.ThrowIfNull(wrong);
        var lines = new List<T>();
        using var text = new StreamReader(file, new UTF8Encoding(false, throwOnInvalidBytes: true));
        using var csv = CsvReader.Create(text, new()
        {
            Separator = ',',
            HasHeader = false,
            TrackLineNumbers = true,
            AllowLineBreaksInQuotes = false, // so that one open quote spoils one line, not the rest of the file
            OnMalformedRecord = bad => wrong.Add(new(name, (int)bad.LineNumber, "A quote is open or stands where none can.", "Put the whole value in quotes, on one line, and double those inside it.")),
        });
        try
        {
            if (Header(csv, name, columns, optional, wrong) is not { } header) return lines;
            while (csv.Read())
            {
                var (line, values) = ((int)csv.LineNumber, csv.FieldCount);
                if (values != header.Names.Length)
                    wrong.Add(new(name, line, $"The line has {values} values, not {header.Names.Length}.", $"Write {string.Join(',', header.Names)}, with a comma also for an empty value and quotes around a value with a comma."));
                // Kept with what it has, so that a unit on it is not reported missing wherever it is named.
                lines.Add(make([.. header.Places.Select(place => place >= 0 && place < values ? csv.GetString(place) : "")], line));
            }
        }
        catch (DecoderFallbackException)
        {
            wrong.Add(new(name, 0, "The file is not in UTF-8.", "Save it as “CSV UTF-8”."));
        }

        return lines;
    }

    // The columns that the file has, in the order of our own, and where each of ours stands in it: -1 for an optional one that it does not have.
    private static (string[] Names, int[] Places)? Header(CsvReader csv, string name, string[] columns, string[] optional, ICollection<WrongLine> wrong)
    {
        var found = csv.Read() ? Enumerable.Range(0, csv.FieldCount).Select(at => csv.GetString(at).Trim().ToLowerInvariant()).ToList() : [];
        var before = wrong.Count;
        var remedy = $"The first line must be {string.Join(',', columns)}, in any order{(optional is [] ? "" : $"; {string.Join(',', optional)} may be added")}.";
        foreach (var missing in columns.Except(found)) wrong.Add(new(name, 1, $"The column “{missing}” is missing.", remedy));
        foreach (var extra in found.Distinct().Except(columns).Except(optional)) wrong.Add(new(name, 1, $"The column “{extra}” is unknown.", remedy));
        foreach (var twice in found.CountBy(column => column).Where(group => group.Value > 1)) wrong.Add(new(name, 1, $"The column “{twice.Key}” is there twice.", remedy));
        return wrong.Count == before ? ([.. columns, .. optional.Where(found.Contains)], [.. columns.Concat(optional).Select(column => found.IndexOf(column))]) : null;
    }
}
