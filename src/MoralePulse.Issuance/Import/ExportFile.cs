using System.Text;
using CsvHelper;
using MoralePulse.Domain;

namespace MoralePulse.Issuance.Import;

/// <summary>A line of an export.</summary>
/// <param name="Number">Line number in the file, from 1.</param>
/// <param name="Values">Its values, trimmed, one for each column.</param>
internal sealed record ExportLine(int Number, IReadOnlyList<string> Values);

/// <summary>
/// An export of people in one file, as spreadsheets and staff record systems write it: separated by commas, semicolons, tabs or bars, in UTF-8, UTF-16 or Windows-1252, with any line ending.
/// </summary>
internal sealed record ExportFile
{
    private static readonly char[] Separators = [',', ';', '\t', '|'];

    public required string Name { get; init; }

    /// <summary>The names of its columns, as its first line has them.</summary>
    public IReadOnlyList<string> Columns { get; private init; } = [];

    public IReadOnlyList<ExportLine> Lines { get; private init; } = [];

    /// <summary>Lines that could not be read.</summary>
    public IReadOnlyList<WrongLine> Wrong { get; private init; } = [];

    /// <summary>Whether it was read as Windows-1252, so that accents should be looked at.</summary>
    public bool IsWindows1252 { get; private init; }

    public static ExportFile Read(byte[] bytes, string name)
    {
        var (text, windows) = Decoded(bytes);
        var wrong = new List<WrongLine>();
        var separator = SeparatorOf(text);
        using var csv = CsvReader.Create(new StringReader(text), new()
        {
            Separator = separator,
            HasHeader = false,
            TrackLineNumbers = true,
            AllowLineBreaksInQuotes = false, // so that one open quote spoils one line, not the rest of the file
            OnMalformedRecord = bad => wrong.Add(new(name, (int)bad.LineNumber, ImportTexts.OpenQuote, ImportTexts.OpenQuoteRemedy)),
        });
        var columns = csv.Read() ? Values(csv) : [];
        foreach (var twice in columns.Where(column => column is not "").CountBy(column => column, StringComparer.OrdinalIgnoreCase).Where(group => group.Value > 1))
            wrong.Add(new(name, 1, Phrase.With(ImportTexts.ColumnTwice, twice.Key), ImportTexts.ColumnTwiceRemedy));
        var lines = new List<ExportLine>();
        while (csv.Read())
        {
            var values = Values(csv);
            if (values.All(value => value is "")) continue; // an empty row of a spreadsheet
            var line = (int)csv.LineNumber;
            if (values.Count != columns.Count) wrong.Add(new(name, line, DirectoryFiles.ValueCount(values.Count, columns.Count), Phrase.With(ImportTexts.ExportValueCountRemedy, separator)));
            else lines.Add(new(line, values));
        }

        if (lines.Count == 0 && wrong.Count == 0) wrong.Add(new(name, 1, ImportTexts.ExportEmpty, ImportTexts.ExportEmptyRemedy));
        return new() { Name = name, Columns = columns, Lines = lines, Wrong = wrong, IsWindows1252 = windows };
    }

    private static List<string> Values(CsvReader csv) => [.. Enumerable.Range(0, csv.FieldCount).Select(at => csv.GetString(at).Trim().Trim('\u00A0', '\uFEFF').Trim())];

    // UTF-8 can't be mistaken for anything else; what is not valid UTF-8 comes from a spreadsheet on a desktop, which writes its own code page.
    private static (string Text, bool Windows) Decoded(byte[] bytes)
    {
        if (bytes is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..]) return ((bytes[0] == 0xFF ? Encoding.Unicode : Encoding.BigEndianUnicode).GetString(bytes.AsSpan(2)), false);
        try
        {
            return (new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes).TrimStart('\uFEFF'), false);
        }
        catch (DecoderFallbackException)
        {
            return (CodePagesEncodingProvider.Instance.GetEncoding(1252)!.GetString(bytes), true);
        }
    }

    private static char SeparatorOf(string text)
    {
        var first = text.AsSpan(0, Math.Max(0, text.AsSpan().IndexOfAny('\r', '\n') is var end and >= 0 ? end : text.Length)).ToString();
        return Separators.MaxBy(separator => first.Count(letter => letter == separator));
    }
}
