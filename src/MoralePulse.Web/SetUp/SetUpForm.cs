using System.Globalization;

namespace MoralePulse.Web.SetUp;

/// <summary>The fields of a form, as people write them.</summary>
/// <param name="form">What was sent.</param>
internal sealed class SetUpForm(IFormCollection form)
{
    public IFormCollection Sent => form;

    // Without NUL, which no text in the database can hold.
    public string this[string name] => form[name].ToString().Replace('\0', '\uFFFD').Trim();

    public IReadOnlySet<string> All(string name) => form[name].OfType<string>().ToHashSet();

    public int? Number(string name) => int.TryParse(this[name], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>"7:30", "07:30" or "0730".</summary>
    public TimeOnly? Time(string name) =>
        TimeOnly.TryParseExact(this[name].Replace('.', ':'), ["H:mm", "HH:mm", "HHmm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;

    /// <summary>A file; null where none was chosen, or an empty one.</summary>
    public async Task<byte[]?> File(string name, CancellationToken stop)
    {
        if (form.Files.GetFile(name) is not { Length: > 0 } file) return null;
        using var bytes = new MemoryStream((int)file.Length);
        await file.CopyToAsync(bytes, stop);
        return bytes.ToArray();
    }
}
