using System.Globalization;
using System.IO.Compression;
using System.Text;
using CsvHelper;
using MoralePulse.Domain.Organisation;
using MoralePulse.Domain.Taps;
using MoralePulse.Issuance.Import;
using MoralePulse.Tree;

namespace MoralePulse.Web.Simulation;

/// <summary>One pulse of a trace.</summary>
/// <param name="Date">The date it was given for.</param>
/// <param name="Team">Name of the team.</param>
/// <param name="Directorate">Name of the directorate that the team belongs to.</param>
/// <param name="Person">Who gave it, by any name.</param>
/// <param name="Mood">Its rating.</param>
internal sealed record TracePulse(ServiceDate Date, string Team, string Directorate, string Person, Mood Mood);

/// <summary>Reads <c>date,team,directorate,person,rating</c>, plain or compressed with gzip.</summary>
internal static class TraceFile
{
    private static readonly string[] Columns = ["date", "team", "directorate", "person", "rating"];

    /// <summary>The pulses of a file, in its order; every line that is wrong is named in <paramref name="wrong"/>.</summary>
    public static IReadOnlyList<TracePulse> Read(Stream file, string name, ICollection<WrongLine> wrong)
    {
        var pulses = new List<TracePulse>();
        var seen = new HashSet<(string, ServiceDate)>();
        using var plain = Unpacked(file);
        using var text = new StreamReader(plain, new UTF8Encoding(false, throwOnInvalidBytes: true));
        using var csv = CsvReader.Create(text, new()
        {
            Separator = ',',
            HasHeader = false,
            TrackLineNumbers = true,
            AllowLineBreaksInQuotes = false,
            OnMalformedRecord = bad => wrong.Add(new(name, (int)bad.LineNumber, "A quote is open or stands where none can.", "Put the whole value in quotes and double those inside it.")),
        });
        try
        {
            if (!csv.Read() || Enumerable.Range(0, csv.FieldCount).Any(at => at >= Columns.Length || csv.GetString(at).Trim() != Columns[at]) || csv.FieldCount != Columns.Length)
            {
                wrong.Add(new(name, 1, "The first line is not the expected one.", $"Write {string.Join(',', Columns)}."));
                return pulses;
            }

            while (csv.Read())
            {
                var line = (int)csv.LineNumber;
                if (csv.FieldCount != Columns.Length)
                    wrong.Add(new(name, line, $"The line has {csv.FieldCount} values, not {Columns.Length}.", $"Write {string.Join(',', Columns)}."));
                else if (Pulse([.. Enumerable.Range(0, Columns.Length).Select(at => csv.GetString(at).Trim())], name, line, wrong) is { } pulse && IsOne(pulse, seen, name, line, wrong))
                    pulses.Add(pulse);
            }
        }
        catch (Exception fault) when (fault is DecoderFallbackException or InvalidDataException)
        {
            wrong.Add(new(name, 0, "The file is neither CSV in UTF-8 nor that compressed with gzip.", "Save it as “CSV UTF-8”."));
        }

        if (pulses.Count == 0 && wrong.Count == 0) wrong.Add(new(name, 0, "The file has no pulses.", "Add lines below the first."));
        return pulses;
    }

    private static TracePulse? Pulse(string[] values, string name, int line, ICollection<WrongLine> wrong)
    {
        var before = wrong.Count;
        if (!DateOnly.TryParseExact(values[0], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            wrong.Add(new(name, line, $"“{values[0]}” is no date.", "Write it as 2019-03-31."));
        for (var at = 1; at <= 3; at++)
            if (values[at] is "") wrong.Add(new(name, line, $"The {Columns[at]} is missing.", "Write any name that stands for it."));
        if (Words.Mood(values[4]) is not { } mood)
            wrong.Add(new(name, line, $"“{values[4]}” is no rating.", "Write green, amber or red."));
        else if (wrong.Count == before)
            return new(new(date), values[1], values[2], values[3], mood);
        return null;
    }

    private static bool IsOne(TracePulse pulse, HashSet<(string, ServiceDate)> seen, string name, int line, ICollection<WrongLine> wrong)
    {
        if (seen.Add((pulse.Person, pulse.Date))) return true;
        wrong.Add(new(name, line, $"Person “{pulse.Person}” has a pulse of this date already.", "Keep one pulse for each person and date."));
        return false;
    }

    private static Stream Unpacked(Stream file)
    {
        var packed = file.ReadByte() == 0x1F && file.ReadByte() == 0x8B;
        file.Position = 0;
        return packed ? new GZipStream(file, CompressionMode.Decompress) : file;
    }
}
