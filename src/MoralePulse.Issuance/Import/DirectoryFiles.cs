using System.Text;
using CsvHelper;
using MoralePulse.Domain;

namespace MoralePulse.Issuance.Import;

/// <summary>Reads the two files of an import: CSV in UTF-8, with or without a byte order mark, quoted or not, with either line ending.</summary>
public static class DirectoryFiles
{
    private static readonly string[] UnitColumns = ["id", "parent", "name", "kind", "headcount"];
    private static readonly string[] PersonColumns = ["person", "subject", "unit", "staff_group"];
    private static readonly string[] MorePersonColumns = ["roles", "email", "issuer"];

    /// <summary>Reads <c>id,parent,name,kind,headcount</c>.</summary>
    /// <param name="file">The open file.</param>
    /// <param name="name">What it is called in a complaint.</param>
    /// <param name="wrong">Takes what could not be read.</param>
    public static IReadOnlyList<UnitLine> Units(Stream file, string name, ICollection<WrongLine> wrong) =>
        Read(file, name, UnitColumns, [], (row, line) => new UnitLine(row[0], row[1], row[2], row[3], row[4], line), wrong);

    /// <summary>Reads <c>person,subject,unit,staff_group</c> and, where the file has them, <c>roles</c>, <c>email</c> and <c>issuer</c>.</summary>
    /// <param name="file">The open file.</param>
    /// <param name="name">What it is called in a complaint.</param>
    /// <param name="wrong">Takes what could not be read.</param>
    public static IReadOnlyList<PersonLine> People(Stream file, string name, ICollection<WrongLine> wrong) => People(file, name, wrong, out _);

    /// <inheritdoc cref="People(Stream, string, ICollection{WrongLine})"/>
    /// <param name="file">The open file.</param>
    /// <param name="name">What it is called in a complaint.</param>
    /// <param name="wrong">Takes what could not be read.</param>
    /// <param name="withRoles">Whether it has the column <c>roles</c>, and so decides about them.</param>
    public static IReadOnlyList<PersonLine> People(Stream file, string name, ICollection<WrongLine> wrong, out bool withRoles)
    {
        var found = false;
        var lines = Read(file, name, PersonColumns, MorePersonColumns, (row, line) => new PersonLine(row[0], row[1], row[2], row[3], row[4], line, row[5], row[6]), wrong, names => found = names.Contains("roles"));
        withRoles = found;
        return lines;
    }

    /// <summary>What is said of a line with too many values or too few.</summary>
    internal static string ValueCount(int found, int wanted) => found == 1 ? Phrase.With(ImportTexts.ValueCountOne, wanted) : Phrase.With(ImportTexts.ValueCount, found, wanted);

    private static List<T> Read<T>(Stream file, string name, string[] columns, string[] optional, Func<string[], int, T> make, ICollection<WrongLine> wrong, Action<string[]>? header = null)
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
            OnMalformedRecord = bad => wrong.Add(new(name, (int)bad.LineNumber, ImportTexts.OpenQuote, ImportTexts.OpenQuoteRemedy)),
        });
        try
        {
            if (Header(csv, name, columns, optional, wrong) is not { } head) return lines;
            header?.Invoke(head.Names);
            while (csv.Read())
            {
                var (line, values) = ((int)csv.LineNumber, csv.FieldCount);
                if (values != head.Names.Length)
                    wrong.Add(new(name, line, ValueCount(values, head.Names.Length), Phrase.With(ImportTexts.ValueCountRemedy, string.Join(',', head.Names))));
                // Kept with what it has, so that a unit on it is not reported missing wherever it is named.
                lines.Add(make([.. head.Places.Select(place => place >= 0 && place < values ? csv.GetString(place) : "")], line));
            }
        }
        catch (DecoderFallbackException)
        {
            wrong.Add(new(name, 0, ImportTexts.NotUtf8, ImportTexts.NotUtf8Remedy));
        }

        return lines;
    }

    // The columns that the file has, in the order of our own, and where each of ours stands in it: -1 for an optional one that it does not have.
    private static (string[] Names, int[] Places)? Header(CsvReader csv, string name, string[] columns, string[] optional, ICollection<WrongLine> wrong)
    {
        var found = csv.Read() ? Enumerable.Range(0, csv.FieldCount).Select(at => csv.GetString(at).Trim().ToLowerInvariant()).ToList() : [];
        var before = wrong.Count;
        var remedy = Phrase.With(ImportTexts.HeaderRemedy, string.Join(',', columns), optional is [] ? "" : Phrase.With(ImportTexts.HeaderMore, string.Join(',', optional)));
        foreach (var missing in columns.Except(found)) wrong.Add(new(name, 1, Phrase.With(ImportTexts.ColumnMissing, missing), remedy));
        foreach (var extra in found.Distinct().Except(columns).Except(optional)) wrong.Add(new(name, 1, Phrase.With(ImportTexts.ColumnUnknown, extra), remedy));
        foreach (var twice in found.CountBy(column => column).Where(group => group.Value > 1)) wrong.Add(new(name, 1, Phrase.With(ImportTexts.ColumnTwice, twice.Key), remedy));
        return wrong.Count == before ? ([.. columns, .. optional.Where(found.Contains)], [.. columns.Concat(optional).Select(column => found.IndexOf(column))]) : null;
    }
}
