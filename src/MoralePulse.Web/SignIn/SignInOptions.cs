using System.ComponentModel.DataAnnotations;

namespace MoralePulse.Web.SignIn;

/// <summary>How long a sign-in lasts: <c>SignIn__…</c>.</summary>
public sealed record SignInOptions
{
    private const string Section = "SignIn";

    /// <summary>Days without a visit after which a sign-in on somebody's own device ends. Default 14.</summary>
    [Range(1, 90)]
    public int OwnDeviceIdleDays { get; init; } = 14;

    /// <summary>Days after which it ends however often it is used. Default 90.</summary>
    [Range(1, 365)]
    public int OwnDeviceLongestDays { get; init; } = 90;

    /// <summary>Minutes after which a sign-in on a shared computer ends however often it is used; it ends with the browser, too. Default 15.</summary>
    [Range(2, 60)]
    public int SharedComputerMinutes { get; init; } = 15;

    /// <summary>How long a sign-in lasts at most.</summary>
    public TimeSpan Longest(bool shared) => shared ? TimeSpan.FromMinutes(SharedComputerMinutes) : TimeSpan.FromDays(OwnDeviceLongestDays);

    /// <summary>Reads them.</summary>
    /// <exception cref="InvalidOperationException">One is out of its range: in one clear line.</exception>
    public static SignInOptions From(IConfiguration settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var usual = new SignInOptions();
        var section = settings.GetSection(Section);
        var options = new SignInOptions
        {
            OwnDeviceIdleDays = section.GetValue(nameof(OwnDeviceIdleDays), usual.OwnDeviceIdleDays),
            OwnDeviceLongestDays = section.GetValue(nameof(OwnDeviceLongestDays), usual.OwnDeviceLongestDays),
            SharedComputerMinutes = section.GetValue(nameof(SharedComputerMinutes), usual.SharedComputerMinutes),
        };
        var wrong = new List<ValidationResult>();
        if (!Validator.TryValidateObject(options, new(options), wrong, validateAllProperties: true)) throw new InvalidOperationException("SignIn__… " + string.Join(' ', wrong.Select(result => result.ErrorMessage)));
        return options;
    }
}
