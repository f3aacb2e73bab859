using MoralePulse.Domain;
using MoralePulse.Issuance.People;
using MoralePulse.Issuance.SetUp;
using MoralePulse.Web.SignIn;

namespace MoralePulse.Web.SetUp;

/// <summary>The forms of shifts and of people.</summary>
internal static class PeopleEndpoints
{
    private const string Shifts = "/setup/shifts";
    private const string People = "/setup/people";
    private const int LongestText = 255; // of what is looked for: an address has no room for more

    public static void Map(IEndpointRouteBuilder routes)
    {
        SetUpForms.Map(routes, Shifts + "/add", "add", _ => Shifts, (form, who, services, stop) => services.GetRequiredService<ShiftList>().Add(who, form["name"], form.Time("starts"), form.Time("ends"), stop));
        SetUpForms.Map(routes, Shifts + "/change", "change", form => $"{Shifts}?code={Uri.EscapeDataString(form["code"])}", (form, who, services, stop) =>
            services.GetRequiredService<ShiftList>().Change(who, form["code"], form["name"], form.Time("starts"), form.Time("ends"), form["seen"], stop));
        SetUpForms.Map(routes, Shifts + "/use", "use", _ => Shifts, (form, who, services, stop) => services.GetRequiredService<ShiftList>().SetUsed(who, form["code"], form["used"] == "yes", stop));
        SetUpForms.Map(routes, Shifts + "/up", "up", _ => Shifts, (form, who, services, stop) => services.GetRequiredService<ShiftList>().MoveUp(who, form["code"], stop));

        // What she looks for is sealed into the address, so that no staff number or e-mail address stands in a history.
        routes.MapPost(People, (HttpContext context, RefusedInputs sealing) => SetUpForms.For(context, (form, who, _) =>
            Task.FromResult<IResult>(new SeeOther(form["text"].Length <= LongestText
                ? $"{People}?who={sealing.Seal(form["text"], who)}"
                : $"{People}?refused={sealing.Seal("find", "text", Phrase.With(SetUpTexts.PeopleFindLong, LongestText), form.Sent, who)}")))).WithOrder(-1).ExcludeFromDescription();
        SetUpForms.Map(routes, People + "/roles", "roles", Found, (form, who, services, stop) =>
            form.All("role").Any(word => RoleWords.Role(word) is null) ? Task.FromResult<SetUpOutcome>(new SetUpOutcome.Refused("", SetUpTexts.RoleUnknown))
            : services.GetRequiredService<PersonDesk>().SetRoles(who, form["person"], RoleWords.Roles(form.All("role")), form["seen"], stop));
        SetUpForms.Map(routes, People + "/identity", "identity", Found, (form, who, services, stop) => services.GetRequiredService<PersonDesk>().AddIdentity(who, form["person"], new(form["issuer"], form["subject"]), stop));
        SetUpForms.Map(routes, People + "/identity/remove", "identity", Found, (form, who, services, stop) => services.GetRequiredService<PersonDesk>().RemoveIdentity(who, form["person"], new(form["issuer"], form["subject"]), stop));
    }

    private static string Found(SetUpForm form) => $"{People}?who={Uri.EscapeDataString(form["who"])}";
}
