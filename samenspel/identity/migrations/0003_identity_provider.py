"""Which identity at a provider is which login: allauth's own tables. Providers stand in the settings, tokens are not kept."""

from django.db import migrations

from samenspel.kernel.row_security import open_to_all


class Migration(migrations.Migration):
    dependencies = [("identity", "0002_wall"), ("socialaccount", "0006_alter_socialaccount_extra_data")]

    operations = [
        open_to_all("socialaccount_socialaccount"),
        open_to_all("socialaccount_socialapp", "socialaccount_socialtoken", grants="select"),
    ]
