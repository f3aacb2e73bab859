using MoralePulse.Insight.Pulses;
using MoralePulse.Issuance.Keys;
using MoralePulse.Issuance.SetUp;
using MoralePulse.Tree;

namespace MoralePulse.Web.SetUp;

/// <summary>The forms of settings, contacts, logo and opening.</summary>
internal static class SettingEndpoints
{
    private const string Settings = "/setup/settings";
    private const string Contact = "/setup/contacts";

    public static void Map(IEndpointRouteBuilder routes)
    {
        SetUpForms.Map(routes, Settings + "/parameters", "parameters", _ => Settings, (form, who, services, stop) =>
            Of<OrganisationSettings>(services).SetParameters(who, form.Number("k"), form.Number("p"), form.Number("d"), form["seen"], stop));
        SetUpForms.Map(routes, Settings + "/level", "level", _ => Settings, (form, who, services, stop) =>
            Of<OrganisationSettings>(services).SetLevel(who, form["level"], form["seen"], stop));
        SetUpForms.Map(routes, Settings + "/kept", "kept", _ => Settings, (form, who, services, stop) =>
            Of<OrganisationSettings>(services).SetKept(who, form["sort"] == "ever" ? null : form.Number("months") ?? -1, form["seen"], stop));
        SetUpForms.Map(routes, "/setup/check", "check", form => form["what"] == "shifts" ? "/setup/shifts" : Settings, (form, who, services, stop) =>
            Of<OrganisationSettings>(services).Check(who, form["what"], stop));

        SetUpForms.Map(routes, Contact + "/name", "name", _ => Contact, (form, who, services, stop) =>
            Of<OrganisationSettings>(services).SetName(who, form["name"], form["seen"], stop));
        SetUpForms.Map(routes, Contact + "/zone", "zone", _ => Contact, (form, who, services, stop) =>
            Of<OrganisationSettings>(services).SetTimeZone(who, form["zone"], form["seen"], stop));
        SetUpForms.Map(routes, Contact + "/people", "contacts", _ => Contact, (form, who, services, stop) =>
            Of<Contacts>(services).Set(who, form["contact"], [.. Enumerable.Range(1, Contacts.Most).Select(n => Support(form[$"name-{n}"], form[$"address-{n}"]))], form["seen"], stop));
        SetUpForms.Map(routes, Contact + "/logo", "logo", _ => Contact, async (form, who, services, stop) =>
            form["act"] == "remove" ? await Of<Logos>(services).Remove(who, form["seen"], stop) : await Of<Logos>(services).Set(who, await form.File("logo", stop) ?? [], form["seen"], stop),
            (Logos.MostBytes + UploadBound.Overhead, Logos.TooLarge));

        SetUpForms.Map(routes, "/setup/open", "open", _ => "/setup/open", Open);
    }

    // With its pass keys, so that staff can tap at once. A simulated organisation's are made by whoever drives its clock.
    private static async Task<SetUpOutcome> Open(SetUpForm form, Administrator who, IServiceProvider services, CancellationToken stop)
    {
        if (form["sure"] != "yes") return new SetUpOutcome.Refused("sure", SetUpTexts.OpenTick);
        var outcome = await Of<OrganisationSettings>(services).Open(who, stop);
        if (outcome is SetUpOutcome.Done && await Of<PulseReader>(services).Tree.Find(who.Ods, stop) is { Organisation.Simulated: false } here) await Of<PassKeyUpkeep>(services).Run(here, stop);
        return outcome;
    }

    private static SupportContact Support(string name, string address) => new(name, address is "" ? null : address);

    private static T Of<T>(IServiceProvider services)
        where T : notnull => services.GetRequiredService<T>();
}
